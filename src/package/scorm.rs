//! `imsmanifest.xml`: what is in a SCORM package, and how it is launched and judged.
//!
//! SCORM 1.2: Content Aggregation Model, section 2.3 (IMS Content Packaging 1.1.2 with the ADL extensions). SCORM 2004,
//! 4th edition: Content Aggregation Model, chapter 3, and Sequencing and Navigation, section 3.10 (objectives) and 3.13
//! (delivery controls). Both have one organization with one item, a sharable content object (SCO) that lists every file.
//! The schemas of the standards are named, not enclosed: learning systems bring their own.

use std::io;

use super::{Course, PAGE, Writer, text, xml};
use crate::model::OnFailing;

const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// The manifest for SCORM 1.2.
pub(super) fn manifest12(course: &Course, files: &[&str]) -> Vec<u8> {
    let namespaces = [
        ("xmlns", "http://www.imsproject.org/xsd/imscp_rootv1p1p2"),
        ("xmlns:adlcp", "http://www.adlnet.org/xsd/adlcp_rootv1p2"),
        ("xmlns:xsi", XSI),
        (
            "xsi:schemaLocation",
            "http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp_rootv1p1p2.xsd \
             http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd",
        ),
    ];
    let item = |writer: &mut Writer| {
        text(writer, "title", &course.title)?;
        // With a mastery score the system judges by the score alone, and would call an attempt failed that may go on.
        match course.on_failing {
            OnFailing::Failed => text(writer, "adlcp:masteryscore", &course.pass_mark.to_string()),
            OnFailing::Incomplete => Ok(()),
        }
    };
    manifest(course, &namespaces, "1.2", "adlcp:scormtype", files, item)
}

/// The manifest for SCORM 2004, 4th edition.
pub(super) fn manifest2004(course: &Course, files: &[&str]) -> Vec<u8> {
    let namespaces = [
        ("xmlns", "http://www.imsglobal.org/xsd/imscp_v1p1"),
        ("xmlns:adlcp", "http://www.adlnet.org/xsd/adlcp_v1p3"),
        ("xmlns:adlseq", "http://www.adlnet.org/xsd/adlseq_v1p3"),
        ("xmlns:adlnav", "http://www.adlnet.org/xsd/adlnav_v1p3"),
        ("xmlns:imsss", "http://www.imsglobal.org/xsd/imsss"),
        ("xmlns:xsi", XSI),
        (
            "xsi:schemaLocation",
            "http://www.imsglobal.org/xsd/imscp_v1p1 imscp_v1p1.xsd \
             http://www.adlnet.org/xsd/adlcp_v1p3 adlcp_v1p3.xsd \
             http://www.adlnet.org/xsd/adlseq_v1p3 adlseq_v1p3.xsd \
             http://www.adlnet.org/xsd/adlnav_v1p3 adlnav_v1p3.xsd \
             http://www.imsglobal.org/xsd/imsss imsss_v1p0.xsd",
        ),
    ];
    let item = |writer: &mut Writer| {
        text(writer, "title", &course.title)?;
        writer.create_element("imsss:sequencing").write_inner_content(|writer| sequencing(writer, course)).map(|_| ())
    };
    manifest(course, &namespaces, "2004 4th Edition", "adlcp:scormType", files, item)
}

/// What the system judges by: the score against the pass mark, or what the package itself says.
fn sequencing(writer: &mut Writer, course: &Course) -> io::Result<()> {
    writer.create_element("imsss:objectives").write_inner_content(|writer| {
        // Here too a measure would override what the package says of an attempt that may go on.
        let measured = course.on_failing == OnFailing::Failed;
        let objective = writer.create_element("imsss:primaryObjective").with_attributes([
            ("objectiveID", "passed"),
            ("satisfiedByMeasure", if measured { "true" } else { "false" }),
        ]);
        if !measured {
            return objective.write_empty().map(|_| ());
        }
        objective
            .write_inner_content(|writer| {
                let share = f64::from(course.pass_mark) / 100.0;
                text(writer, "imsss:minNormalizedMeasure", &share.to_string())
            })
            .map(|_| ())
    })?;
    writer
        .create_element("imsss:deliveryControls")
        .with_attributes([("completionSetByContent", "true"), ("objectiveSetByContent", "true")])
        .write_empty()
        .map(|_| ())
}

fn manifest(
    course: &Course,
    namespaces: &[(&str, &str)],
    version: &str,
    kind: &str,
    files: &[&str],
    item: impl FnOnce(&mut Writer) -> io::Result<()>,
) -> Vec<u8> {
    xml(|writer| {
        let root = writer.create_element("manifest");
        let root = root.with_attributes([("identifier", format!("vellum-{}", course.id).as_str()), ("version", "1.0")]);
        let root = root.with_attributes(namespaces.iter().copied());
        root.write_inner_content(|writer| {
            writer.create_element("metadata").write_inner_content(|writer| {
                text(writer, "schema", "ADL SCORM")?;
                text(writer, "schemaversion", version)
            })?;
            organizations(writer, course, item)?;
            resources(writer, kind, files)
        })
        .map(|_| ())
    })
}

fn organizations(
    writer: &mut Writer,
    course: &Course,
    item: impl FnOnce(&mut Writer) -> io::Result<()>,
) -> io::Result<()> {
    let all = writer.create_element("organizations").with_attribute(("default", "training"));
    all.write_inner_content(|writer| {
        let one = writer.create_element("organization").with_attribute(("identifier", "training"));
        one.write_inner_content(|writer| {
            text(writer, "title", &course.title)?;
            let only = writer.create_element("item");
            only.with_attributes([("identifier", "quiz"), ("identifierref", "page"), ("isvisible", "true")])
                .write_inner_content(item)
                .map(|_| ())
        })
        .map(|_| ())
    })
    .map(|_| ())
}

fn resources(writer: &mut Writer, kind: &str, files: &[&str]) -> io::Result<()> {
    writer
        .create_element("resources")
        .write_inner_content(|writer| {
            let page = writer.create_element("resource").with_attributes([
                ("identifier", "page"),
                ("type", "webcontent"),
                (kind, "sco"),
                ("href", PAGE),
            ]);
            page.write_inner_content(|writer| {
                for file in files {
                    let href = crate::model::percent_encode(*file);
                    writer.create_element("file").with_attribute(("href", href.as_str())).write_empty()?;
                }
                Ok(())
            })
            .map(|_| ())
        })
        .map(|_| ())
}

//! `cmi5.xml`: the course structure of cmi5 (Quartz, section 13.1), with one assignable unit (AU).

use super::{Course, PAGE, text, xml};

/// The namespace of version 1 (section 13.2).
const NAMESPACE: &str = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd";

/// The course structure.
pub(super) fn course_structure(course: &Course) -> Vec<u8> {
    // Who has passed has done what the course asks for; the share of the points decides (section 13.1.4).
    let mastery = (f64::from(course.pass_mark) / 100.0).to_string();
    xml(|writer| {
        writer
            .create_element("courseStructure")
            .with_attribute(("xmlns", NAMESPACE))
            .write_inner_content(|writer| {
                let id = format!("{}#course", course.address);
                let whole = writer.create_element("course").with_attribute(("id", id.as_str()));
                whole.write_inner_content(|writer| titles(writer, course))?;
                let unit = writer.create_element("au").with_attributes([
                    ("id", course.address.as_str()),
                    ("moveOn", "Passed"),
                    ("masteryScore", mastery.as_str()),
                    ("launchMethod", "AnyWindow"),
                    ("activityType", "http://adlnet.gov/expapi/activities/assessment"),
                ]);
                unit.write_inner_content(|writer| {
                    titles(writer, course)?;
                    text(writer, "url", PAGE)
                })
                .map(|_| ())
            })
            .map(|_| ())
    })
}

fn titles(writer: &mut super::Writer, course: &Course) -> std::io::Result<()> {
    for (name, words) in [("title", &course.title), ("description", &course.summary)] {
        writer.create_element(name).write_inner_content(|writer| {
            let string = writer.create_element("langstring").with_attribute(("lang", course.lang.as_str()));
            string.write_text_content(super::BytesText::new(&super::for_xml(words))).map(|_| ())
        })?;
    }
    Ok(())
}

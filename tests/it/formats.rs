//! Findings in the formats of CI systems, to the letter.

use insta::assert_snapshot;
use serde_json::Value;

use crate::support::Project;

/// A portal with findings of every level, in names and words that each format must escape.
fn faulty() -> Project {
    Project::new()
        .settings("checks: {vague-link-text: warning}\n")
        .edit("content/guidance/start.md", "owner: team", "ower: team")
        .text("\n[Here](../policies/conduct/) <b>100% & more</b>\n")
        .edit("content/guidance/start.md", "updated: 2026-03-02", "updated: 2025-12-01")
        .file(
            "content/guidance/a, b: c%.md",
            "---\ntitle: One\nsummary: A page.\n---\n## Same {#same}\n\n## Same {#same}\n",
        )
}

#[test]
fn github() {
    assert_snapshot!(faulty().run(&["check", "--format", "github"]), @r#"
    exit 1
    --- standard output
    ::error file=content/guidance/a%2C b%3A c%25.md,title=unexpected-file::`guidance/a, b: c%25.md` cannot become an address%0Ahelp: use small letters, digits and single hyphens in the names of files and folders
    ::error file=content/guidance/start.md,line=4,endLine=4,col=1,endColumn=5,title=unknown-key::`ower` is not a key that can stand here%0Ahelp: did you mean `owner`?
    ::notice file=content/guidance/start.md,line=5,endLine=5,col=1,endColumn=8,title=review-due-soon::the review of this document is due on 2026-12-01%0Ahelp: review it; if it is right as it is, add a changelog entry with `kind: reviewed` and `documents:` with `guidance/start:`
    ::warning file=content/guidance/start.md,line=10,endLine=10,col=1,endColumn=29,title=vague-link-text::the link text “Here” does not say where it leads%0Ahelp: name what the reader finds there, such as `[the account security standard](…)`
    ::error file=content/guidance/start.md,line=10,endLine=10,col=30,endColumn=33,title=raw-html::raw HTML is refused%0Ahelp: use Markdown instead, or put the tag between backticks to show it as text
    ::warning file=content/guidance/start.md,line=10,endLine=10,col=38,endColumn=39,title=house-style::“&” is not our style: the symbol slows readers down%0Ahelp: write “and”
    ::error file=content/guidance/start.md,line=10,endLine=10,col=44,endColumn=48,title=raw-html::raw HTML is refused%0Ahelp: use Markdown instead, or put the tag between backticks to show it as text
    --- standard error
    "#);
    assert_snapshot!(Project::new().run(&["check", "--format", "github"]), @"exit 0");
}

#[test]
fn junit() {
    assert_snapshot!(faulty().run(&["check", "--format", "junit"]), @r#"
    exit 1
    --- standard output
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="vellum check" tests="7" failures="4" errors="0">
      <testsuite name="content/guidance/a, b: c%.md" tests="1" failures="1" errors="0">
        <testcase name="unexpected-file" classname="content/guidance/a, b: c%.md" file="content/guidance/a, b: c%.md">
          <failure message="`guidance/a, b: c%.md` cannot become an address" type="unexpected-file">content/guidance/a, b: c%.md: `guidance/a, b: c%.md` cannot become an address
    help: use small letters, digits and single hyphens in the names of files and folders</failure>
        </testcase>
      </testsuite>
      <testsuite name="content/guidance/start.md" tests="6" failures="3" errors="0">
        <testcase name="unknown-key" classname="content/guidance/start.md" file="content/guidance/start.md" line="4">
          <failure message="`ower` is not a key that can stand here" type="unknown-key">content/guidance/start.md:4:1: `ower` is not a key that can stand here
    help: did you mean `owner`?</failure>
        </testcase>
        <testcase name="review-due-soon" classname="content/guidance/start.md" file="content/guidance/start.md" line="5">
          <system-out>content/guidance/start.md:5:1: the review of this document is due on 2026-12-01
    help: review it; if it is right as it is, add a changelog entry with `kind: reviewed` and `documents:` with `guidance/start:`</system-out>
        </testcase>
        <testcase name="vague-link-text" classname="content/guidance/start.md" file="content/guidance/start.md" line="10">
          <system-out>content/guidance/start.md:10:1: the link text “Here” does not say where it leads
    help: name what the reader finds there, such as `[the account security standard](…)`</system-out>
        </testcase>
        <testcase name="raw-html" classname="content/guidance/start.md" file="content/guidance/start.md" line="10">
          <failure message="raw HTML is refused" type="raw-html">content/guidance/start.md:10:30: raw HTML is refused
    help: use Markdown instead, or put the tag between backticks to show it as text</failure>
        </testcase>
        <testcase name="house-style" classname="content/guidance/start.md" file="content/guidance/start.md" line="10">
          <system-out>content/guidance/start.md:10:38: “&amp;” is not our style: the symbol slows readers down
    help: write “and”</system-out>
        </testcase>
        <testcase name="raw-html" classname="content/guidance/start.md" file="content/guidance/start.md" line="10">
          <failure message="raw HTML is refused" type="raw-html">content/guidance/start.md:10:44: raw HTML is refused
    help: use Markdown instead, or put the tag between backticks to show it as text</failure>
        </testcase>
      </testsuite>
    </testsuites>
    --- standard error
    "#);
    assert_snapshot!(Project::new().run(&["check", "--format", "junit"]), @r#"
    exit 0
    --- standard output
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="vellum check" tests="1" failures="0" errors="0">
      <testsuite name="content" tests="1" failures="0" errors="0">
        <testcase name="check" classname="content"/>
      </testsuite>
    </testsuites>
    --- standard error
    "#);
}

#[test]
fn sarif() {
    let report = |project: &Project| -> Value {
        serde_json::from_str(&project.run(&["check", "--format", "sarif"]).stdout).unwrap()
    };
    let mut found = report(&faulty());
    // The documentation of the rules is what `explain` prints.
    for rule in found["runs"][0]["tool"]["driver"]["rules"].as_array_mut().unwrap() {
        let known = vellum::check::rule(rule["id"].as_str().unwrap()).unwrap();
        assert_eq!(rule["help"]["text"].take(), known.docs);
    }
    assert_snapshot!(format!("{found:#}"), @r#"
    {
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
      "version": "2.1.0",
      "runs": [
        {
          "tool": {
            "driver": {
              "name": "vellum",
              "version": "0.1.0",
              "rules": [
                {
                  "id": "unexpected-file",
                  "shortDescription": {
                    "text": "a Markdown or YAML file stands where Vellum would not publish it"
                  },
                  "help": {
                    "text": null
                  },
                  "defaultConfiguration": {
                    "level": "error"
                  }
                },
                {
                  "id": "unknown-key",
                  "shortDescription": {
                    "text": "a key that this kind of file does not have"
                  },
                  "help": {
                    "text": null
                  },
                  "defaultConfiguration": {
                    "level": "error"
                  }
                },
                {
                  "id": "review-due-soon",
                  "shortDescription": {
                    "text": "a document must be reviewed within 30 days"
                  },
                  "help": {
                    "text": null
                  },
                  "defaultConfiguration": {
                    "level": "note"
                  }
                },
                {
                  "id": "vague-link-text",
                  "shortDescription": {
                    "text": "a link's text does not say where it leads"
                  },
                  "help": {
                    "text": null
                  },
                  "defaultConfiguration": {
                    "level": "warning"
                  }
                },
                {
                  "id": "raw-html",
                  "shortDescription": {
                    "text": "a text holds raw HTML, which is refused, or which is cleaned but not checked"
                  },
                  "help": {
                    "text": null
                  },
                  "defaultConfiguration": {
                    "level": "error"
                  }
                },
                {
                  "id": "house-style",
                  "shortDescription": {
                    "text": "words that plain English does without, or a sentence that gets the law wrong"
                  },
                  "help": {
                    "text": null
                  },
                  "defaultConfiguration": {
                    "level": "warning"
                  }
                }
              ]
            }
          },
          "columnKind": "unicodeCodePoints",
          "results": [
            {
              "ruleId": "unexpected-file",
              "ruleIndex": 0,
              "level": "error",
              "message": {
                "text": "`guidance/a, b: c%.md` cannot become an address\nhelp: use small letters, digits and single hyphens in the names of files and folders"
              },
              "locations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "content/guidance/a,%20b:%20c%25.md",
                      "uriBaseId": "%SRCROOT%"
                    }
                  }
                }
              ]
            },
            {
              "ruleId": "unknown-key",
              "ruleIndex": 1,
              "level": "error",
              "message": {
                "text": "`ower` is not a key that can stand here\nhelp: did you mean `owner`?"
              },
              "locations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "content/guidance/start.md",
                      "uriBaseId": "%SRCROOT%"
                    },
                    "region": {
                      "startLine": 4,
                      "startColumn": 1,
                      "endLine": 4,
                      "endColumn": 5
                    }
                  }
                }
              ]
            },
            {
              "ruleId": "review-due-soon",
              "ruleIndex": 2,
              "level": "note",
              "message": {
                "text": "the review of this document is due on 2026-12-01\nhelp: review it; if it is right as it is, add a changelog entry with `kind: reviewed` and `documents:` with `guidance/start:`"
              },
              "locations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "content/guidance/start.md",
                      "uriBaseId": "%SRCROOT%"
                    },
                    "region": {
                      "startLine": 5,
                      "startColumn": 1,
                      "endLine": 5,
                      "endColumn": 8
                    }
                  }
                }
              ]
            },
            {
              "ruleId": "vague-link-text",
              "ruleIndex": 3,
              "level": "warning",
              "message": {
                "text": "the link text “Here” does not say where it leads\nhelp: name what the reader finds there, such as `[the account security standard](…)`"
              },
              "locations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "content/guidance/start.md",
                      "uriBaseId": "%SRCROOT%"
                    },
                    "region": {
                      "startLine": 10,
                      "startColumn": 1,
                      "endLine": 10,
                      "endColumn": 29
                    }
                  }
                }
              ]
            },
            {
              "ruleId": "raw-html",
              "ruleIndex": 4,
              "level": "error",
              "message": {
                "text": "raw HTML is refused\nhelp: use Markdown instead, or put the tag between backticks to show it as text"
              },
              "locations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "content/guidance/start.md",
                      "uriBaseId": "%SRCROOT%"
                    },
                    "region": {
                      "startLine": 10,
                      "startColumn": 30,
                      "endLine": 10,
                      "endColumn": 33
                    }
                  }
                }
              ]
            },
            {
              "ruleId": "house-style",
              "ruleIndex": 5,
              "level": "warning",
              "message": {
                "text": "“&” is not our style: the symbol slows readers down\nhelp: write “and”"
              },
              "locations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "content/guidance/start.md",
                      "uriBaseId": "%SRCROOT%"
                    },
                    "region": {
                      "startLine": 10,
                      "startColumn": 38,
                      "endLine": 10,
                      "endColumn": 39
                    }
                  }
                }
              ]
            },
            {
              "ruleId": "raw-html",
              "ruleIndex": 4,
              "level": "error",
              "message": {
                "text": "raw HTML is refused\nhelp: use Markdown instead, or put the tag between backticks to show it as text"
              },
              "locations": [
                {
                  "physicalLocation": {
                    "artifactLocation": {
                      "uri": "content/guidance/start.md",
                      "uriBaseId": "%SRCROOT%"
                    },
                    "region": {
                      "startLine": 10,
                      "startColumn": 44,
                      "endLine": 10,
                      "endColumn": 48
                    }
                  }
                }
              ]
            }
          ]
        }
      ]
    }
    "#);
    let nothing = report(&Project::new());
    assert_eq!(nothing["runs"][0]["results"], Value::Array(Vec::new()));
}

/// What the schema of SARIF 2.1.0 asks of the parts that are written.
#[test]
fn sarif_has_the_structure_of_the_standard() {
    let report: Value = serde_json::from_str(&faulty().run(&["check", "--format", "sarif"]).stdout).unwrap();
    assert_eq!(report["version"], "2.1.0");
    let run = &report["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert!(run["tool"]["driver"]["name"].is_string());
    let results = run["results"].as_array().unwrap();
    assert!(results.len() > 4);
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(matches!(result["level"].as_str(), Some("error" | "warning" | "note")));
        assert!(!result["message"]["text"].as_str().unwrap().is_empty());
        let related = result["relatedLocations"].as_array().cloned().unwrap_or_default();
        for location in result["locations"].as_array().unwrap().iter().chain(&related) {
            let physical = &location["physicalLocation"];
            let uri = physical["artifactLocation"]["uri"].as_str().unwrap();
            assert!(uri.bytes().all(|byte| byte.is_ascii_graphic()) && !uri.contains('\\'), "{uri}");
            if let Some(region) = physical.get("region") {
                let number = |name: &str| region[name].as_u64().unwrap();
                let (start, end) =
                    ((number("startLine"), number("startColumn")), (number("endLine"), number("endColumn")));
                assert!(start <= end && start.0 >= 1 && start.1 >= 1, "{region}");
            }
        }
    }
}

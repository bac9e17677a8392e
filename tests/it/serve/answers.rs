//! Requests and answers.

use std::sync::{Arc, Mutex};

use vellum::model::Date;
use vellum::serve::{Head, Method, Reply};

use super::Server;
use crate::support::Project;

const START: &str = "content/guidance/start.md";

#[test]
fn pages_are_what_a_build_writes_with_one_script_more() {
    let server = Server::start(&Project::new());
    let page = server.page("/guidance/start/");
    assert!(page.contains("<h1>Start here</h1>"));
    let built = Project::new().publish(&[]);
    let built = String::from_utf8(built["guidance/start/index.html"].clone()).unwrap();
    assert_eq!(page.matches("<script").count(), built.matches("<script").count() + 1);
    let script = vellum::serve::injected("/", 1, Date::parse("2026-11-23").unwrap());
    assert_eq!(page.replace(&script, ""), built);
}

#[test]
fn nothing_of_the_dev_server_is_in_a_built_file() {
    for (path, bytes) in Project::new().publish(&[]) {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("__vellum") && !text.contains("data-build"), "{path}");
    }
}

#[test]
fn every_kind_of_file_has_its_type_and_the_security_headers() {
    let server = Server::start(&Project::new());
    let types = [
        ("/", "text/html; charset=utf-8"),
        ("/feed.xml", "application/xml"),
        ("/feed.json", "application/json"),
        ("/register.csv", "text/csv; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/__vellum/client.js", "text/javascript; charset=utf-8"),
    ];
    for (target, expected) in types {
        let answer = server.get(target);
        assert_eq!((answer.status, answer.content_type), (200, expected), "{target}");
        let headers = answer.all_headers();
        let header = |name: &str| headers.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str());
        assert!(header("Content-Security-Policy").unwrap().contains("frame-ancestors 'none'"), "{target}");
        assert_eq!(header("X-Content-Type-Options"), Some("nosniff"), "{target}");
        assert_eq!(header("Cache-Control"), Some("no-cache"), "{target}");
    }
}

#[test]
fn a_page_that_is_known_already_is_not_sent_again() {
    let server = Server::start(&Project::new());
    let first = server.get("/guidance/start/");
    let (_, etag) = first.headers.iter().find(|(name, _)| *name == "ETag").unwrap().clone();
    let again = Head { if_none_match: Some(format!("\"other\", W/{etag}")), ..server.head("/guidance/start/") };
    let second = server.ask(&again);
    assert_eq!((second.status, second.body.len()), (304, 0));
    server.save(START, &String::from_utf8(Project::new().files[START].clone()).unwrap().replace("Begin", "Start"));
    assert_eq!(server.ask(&again).status, 200);
}

#[test]
fn wrong_addresses_get_the_portals_own_page_and_folders_get_their_slash() {
    let server = Server::start(&Project::new());
    let missing = server.get("/nowhere/");
    assert_eq!(missing.status, 404);
    assert!(String::from_utf8(missing.body).unwrap().contains("<h1>Page not found</h1>"));
    let moved = server.get("/guidance/start");
    assert_eq!((moved.status, moved.headers[0].1.as_str()), (302, "/guidance/start/"));
    assert_eq!(server.get("/guidance/start/index.html").status, 200);
}

#[test]
fn no_file_is_read_by_its_address() {
    let server = Server::start(&Project::new().file("secret.txt", "secret"));
    for target in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/guidance/../../secret.txt",
        "/content/portal.yaml",
        "/portal.yaml",
        "/guidance/start.md",
        "//etc/passwd",
        "/%00",
        "/%ff%fe",
    ] {
        assert_eq!(server.get(target).status, 404, "{target}");
    }
}

#[test]
fn only_get_and_head_are_answered() {
    let server = Server::start(&Project::new());
    let head = server.ask(&Head { method: Method::Head, ..server.head("/") });
    assert_eq!(head.status, 200);
    let post = server.ask(&Head { method: Method::Other, ..server.head("/") });
    assert_eq!((post.status, post.headers), (405, vec![("Allow", "GET, HEAD".to_owned())]));
    // Asking only for the head of the events opens no stream.
    let events = server.ask(&Head { method: Method::Head, ..server.head("/__vellum/events?build=1") });
    assert_eq!((events.status, events.content_type), (200, "text/event-stream"));
}

#[test]
fn only_the_servers_own_name_is_answered() {
    let server = Server::start(&Project::new());
    let port = server.host().rsplit_once(':').unwrap().1.to_owned();
    let ask = |host: Option<String>| server.ask(&Head { host, ..server.head("/") }).status;
    for good in ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"] {
        assert_eq!(ask(Some(format!("{good}:{port}"))), 200, "{good}");
    }
    for bad in ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "0.0.0.0", "192.168.0.1", ""] {
        assert_eq!(ask(Some(format!("{bad}:{port}"))), 421, "{bad}");
    }
    assert_eq!(ask(None), 421);
    assert_eq!(ask(Some("127.0.0.1".to_owned())), 421);
    assert_eq!(ask(Some("127.0.0.1:1".to_owned())), 421);
}

#[test]
fn events_and_findings_are_only_for_pages_of_the_server() {
    let server = Server::start(&Project::new());
    let own = format!("http://{}", server.host());
    let from = |origin: &str, site: &str| Head {
        origin: Some(origin.to_owned()),
        fetch_site: Some(site.to_owned()),
        ..server.head("/__vellum/events?build=1")
    };
    assert_eq!(server.live.reply(&from(&own, "same-origin"), &server.address), Reply::Events(1));
    assert_eq!(server.ask(&from("http://evil.example", "cross-site")).status, 403);
    assert_eq!(server.ask(&from(&own, "cross-site")).status, 403);
    let state = Head { target: "/__vellum/state.json".to_owned(), ..from("null", "cross-site") };
    assert_eq!(server.ask(&state).status, 404);
}

#[test]
fn a_portal_below_a_path_is_served_below_it() {
    let project = Project::new().setting("https://policy.example.org/", "https://example.org/sub/path/");
    let server = Server::start(&project);
    assert!(server.page("/sub/path/guidance/start/").contains("src=\"/sub/path/__vellum/client.js\""));
    let root = server.get("/");
    assert_eq!((root.status, root.headers[0].1.as_str()), (302, "/sub/path/"));
    assert_eq!(server.get("/sub/path").status, 302);
    assert_eq!(server.get("/guidance/start/").status, 404);
}

#[test]
fn a_browser_can_look_at_another_date() {
    let server = Server::start(&Project::new().version("1.1", "2026-11-01", "2027-01-01"));
    assert!(server.page("/policies/conduct/").contains("Version 1.0"));
    let chosen = server.get("/__vellum/as-of?date=2027-02-01&page=%2Fpolicies%2Fconduct%2F");
    assert_eq!(chosen.status, 303);
    assert_eq!(chosen.headers[0], ("Location", "/policies/conduct/".to_owned()));
    let cookie = chosen.headers[1].1.split(';').next().unwrap().to_owned();
    let later = Head { cookie: Some(format!("other=1; {cookie}")), ..server.head("/policies/conduct/") };
    let page = String::from_utf8(server.ask(&later).body).unwrap();
    assert!(page.contains("Version 1.1") && page.contains("data-as-of=\"2027-02-01\""));
    let elsewhere = server.get("/__vellum/as-of?date=2027-02-01&page=%2F%2Fevil.example%2F");
    assert_eq!(elsewhere.headers[0].1, "/");
    let back = server.get("/__vellum/as-of?date=&page=%2F");
    assert!(back.headers[1].1.contains("Max-Age=0"));
}

#[test]
fn drafts_are_shown_where_they_are_asked_for() {
    let draft = "---\ntitle: Conduct\nsummary: Next.\nowner: team\n---\n## Being kind {#being-kind}\n\nAlways.\n";
    let project = Project::new().file("content/policies/conduct/draft.md", draft);
    assert_eq!(Server::start(&project).get("/policies/conduct/draft/").status, 404);
    let server = Server::with(&project, |config| config.drafts = true);
    assert!(server.page("/policies/conduct/draft/").contains("This is a draft"));
}

#[test]
fn what_a_save_means_for_open_pages() {
    let server = Server::start(&Project::new());
    let news = |seen| server.live.news(seen).map(|news| serde_json_line(&news));
    assert_eq!(news(1), None);
    let text = |word: &str| String::from_utf8(Project::new().files[START].clone()).unwrap().replace("Begin", word);
    server.save(START, &text("Go on"));
    assert_eq!(news(1).unwrap(), "2 content [\"guidance/start/\"] 0 errors");
    // A touch is no change.
    server.touched(&[START]);
    assert_eq!(news(2), None);
    server.save(START, "---\ntitel: x\n---\n");
    assert_eq!(news(2).unwrap(), "3 findings [\"guidance/start/\"] 4 errors");
    assert!(server.page("/guidance/start/").contains("Go on"), "the last good portal stays");
    server.save(START, &text("At last"));
    assert_eq!(news(3).unwrap(), "4 content [\"guidance/start/\"] 0 errors");
    server.save("themes/default/assets/extra.css", "p { color: red }");
    assert_eq!(news(4).unwrap(), "5 style [] 0 errors");
    server.save("themes/default/templates/topic.html", "{{ page.title }}");
    assert_eq!(news(5).unwrap(), "6 reload [] 0 errors");
    // A page that missed several builds gets the strongest of them at once.
    assert_eq!(news(1).unwrap(), "6 reload [\"guidance/start/\"] 0 errors");
    let settings = String::from_utf8(Project::new().files["content/portal.yaml"].clone()).unwrap();
    server.save("content/portal.yaml", &settings.replace("title: Portal", "title: Other"));
    assert_eq!(news(6).unwrap(), "7 reload [\"\"] 0 errors");
}

fn serde_json_line(news: &vellum::serve::News) -> String {
    let kind = format!("{:?}", news.kind).to_lowercase();
    format!("{} {kind} {:?} {} errors", news.build, news.pages, news.counts.errors)
}

#[test]
fn a_template_that_fails_on_a_page_is_shown_as_a_finding() {
    let server = Server::start(&Project::new());
    server.save("themes/default/templates/topic.html", "{{ no.such.thing }}");
    let state = String::from_utf8(server.get("/__vellum/state.json").body).unwrap();
    assert!(state.contains("template-error") && state.contains("topic.html"), "{state}");
    assert!(server.page("/topics/conduct/").contains("Conduct"), "the last good portal stays");
}

#[test]
fn findings_lead_into_the_editor() {
    for (editor, expected) in [
        ("vscode", "\"vscode://fileFILE:4:8\""),
        ("zed", "\"zed://fileFILE:4:8\""),
        ("idea", "\"idea://open?file=FILE&line=4&column=8\""),
        ("'my-editor://{file}?at={line},{column}'", "\"my-editor://FILE?at=4,8\""),
    ] {
        let project = Project::new().settings(&format!("editor: {editor}\n")).edit(START, "owner: team", "owner: tram");
        let server = Server::start(&project);
        let state = String::from_utf8(server.get("/__vellum/state.json").body).unwrap();
        let file = std::fs::canonicalize(server.folder.path(START)).unwrap();
        let expected = expected.replace("FILE", file.to_str().unwrap());
        assert!(state.contains(&format!("\"open\":{expected}")), "{state}");
        assert!(state.contains("did you mean `team`?"));
    }
    let without = Server::start(&Project::new().edit(START, "owner: team", "owner: tram"));
    assert!(String::from_utf8(without.get("/__vellum/state.json").body).unwrap().contains("\"open\":null"));
}

#[test]
fn the_portal_follows_the_clock_forwards_and_backwards() {
    let clock = Arc::new(Mutex::new(Date::parse("2026-12-31").unwrap()));
    let shown = Arc::clone(&clock);
    let server = Server::with(&Project::new().version("1.1", "2026-11-01", "2027-01-01"), move |config| {
        config.as_of = None;
        config.today = Box::new(move |_| *shown.lock().unwrap());
    });
    let holds = |version: &str| assert!(server.page("/policies/conduct/").contains(&format!("Version {version}")));
    holds("1.0");
    *clock.lock().unwrap() = Date::parse("2027-01-01").unwrap();
    server.touched(&[]);
    holds("1.1");
    *clock.lock().unwrap() = Date::parse("2026-12-31").unwrap();
    server.touched(&[]);
    holds("1.0");
    assert_eq!(server.live.latest().0, 3);
}

#[test]
fn a_page_of_an_earlier_run_is_told_at_once() {
    let server = Server::with(&Project::new(), |config| config.first_build = 700);
    let news = |seen| server.live.news(seen).map(|news| serde_json_line(&news));
    assert_eq!(news(700), None);
    for earlier in [1, 699, 701, 9_000] {
        assert_eq!(news(earlier).unwrap(), "700 reload [] 0 errors", "{earlier}");
    }
}

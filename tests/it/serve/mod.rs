//! The dev server: what it answers and refuses, what it tells open pages, and that it never shows anything but what a
//! build would write.

mod answers;
#[cfg(unix)]
mod process;
#[cfg(unix)]
mod running;
#[cfg(unix)]
mod sockets;
mod warm;

use std::collections::BTreeSet;
use std::net::TcpListener;
use std::path::PathBuf;

use vellum::model::Date;
use vellum::serve::{Address, Answer, Config, Head, Live, Reply};

use crate::support::{Folder, Project, TODAY};

/// A live portal over a project on the disk, without sockets or watchers.
struct Server {
    folder: Folder,
    live: Live,
    address: Address,
}

impl Server {
    fn start(project: &Project) -> Self {
        Self::with(project, |_| {})
    }

    fn with(project: &Project, change: impl FnOnce(&mut Config)) -> Self {
        let folder = project.write();
        let mut config = Config {
            content: folder.path("content"),
            themes: folder.path("themes"),
            as_of: Date::parse(TODAY),
            today: Box::new(|_| Date::parse(TODAY).unwrap()),
            drafts: false,
            base_url: None,
            host: "127.0.0.1".to_owned(),
            port: 0,
            follow: false,
            first_build: 1,
        };
        change(&mut config);
        let (live, _) = Live::start(config, Box::new(|_| {})).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = Address::new("127.0.0.1", &listener, live.base_path());
        Self { folder, live, address }
    }

    /// The host that a browser would name.
    fn host(&self) -> String {
        self.address.url().trim_start_matches("http://").split('/').next().unwrap().to_owned()
    }

    /// A request as a browser would make it.
    fn head(&self, target: &str) -> Head {
        Head { target: target.to_owned(), host: Some(self.host()), ..Head::default() }
    }

    fn ask(&self, head: &Head) -> Answer {
        match self.live.reply(head, &self.address) {
            Reply::Once(answer) => answer,
            Reply::Events(build) => panic!("events since build {build}"),
        }
    }

    fn get(&self, target: &str) -> Answer {
        self.ask(&self.head(target))
    }

    fn page(&self, target: &str) -> String {
        let answer = self.get(target);
        assert_eq!(answer.status, 200, "{target}");
        String::from_utf8(answer.body).unwrap()
    }

    /// Tells of changed files or folders, as the watcher would.
    fn touched(&self, paths: &[&str]) {
        let changed: BTreeSet<PathBuf> = paths.iter().map(|path| self.folder.path(path)).collect();
        self.live.refresh(Some(&changed));
    }

    fn save(&self, path: &str, text: &str) {
        self.folder.file(path, text);
        self.touched(&[path]);
    }
}

/// The portal of a folder, made from nothing.
fn fresh(folder: &Folder) -> vellum::portal::Portal {
    use vellum::portal::{Memo, Options, Portal};
    let (snapshot, findings) = vellum::source::Snapshot::read(&folder.path("content"), &folder.path("themes")).unwrap();
    let options = Options { as_of: Date::parse(TODAY).unwrap(), drafts: false, base_url: None };
    Portal::new(std::sync::Arc::new(snapshot), findings, &options, &mut Memo::default())
}

/// Every page and file that can be made of a portal.
fn rendered(portal: &vellum::portal::Portal) -> crate::support::Tree {
    crate::support::library::render(portal)
}

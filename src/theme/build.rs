//! Runs before the crate is compiled. The default theme is part of the binary, with its scripts as browsers get them: what
//! only people read is taken out here once, and not in every build of a portal.

#[allow(dead_code, reason = "the program makes scripts for portals without a server as well")]
mod classic;
mod minify;
mod scopes;
mod script;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

const ASSETS: &str = "themes/default/assets";

fn main() -> io::Result<()> {
    // A new file in the theme must not be missed.
    println!("cargo::rerun-if-changed=themes/default");
    let scripts = read(Path::new(ASSETS))?;
    let mut table = "&[\n".to_owned();
    for (name, script) in &scripts {
        let (text, parts) = match classic::parts(name, &scripts) {
            Some(parts) if classic::is_start(script) => (classic::bundle(name, &scripts), parts),
            _ => (None, vec![name.as_str()]),
        };
        let text = minify::minify(text.as_deref().unwrap_or(script));
        writeln!(table, "Script {{ name: {name:?}, parts: &{parts:?}, text: {text:?} }},").map_err(io::Error::other)?;
    }
    table.push(']');
    let folder = env::var_os("OUT_DIR").map(PathBuf::from).ok_or_else(|| io::Error::other("Cargo gives no folder"))?;
    fs::write(folder.join("scripts.rs"), table)
}

/// The scripts of a folder by their names.
fn read(folder: &Path) -> io::Result<BTreeMap<String, String>> {
    let mut scripts = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if let Some(name) = path.file_name().and_then(|name| name.to_str()).filter(|name| name.ends_with(".js")) {
            scripts.insert(name.to_owned(), fs::read_to_string(&path)?.replace("\r\n", "\n"));
        }
    }
    Ok(scripts)
}

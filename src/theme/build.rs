//! Runs before the crate is compiled: the default theme is part of the binary, and a new file in it must not be missed.

fn main() {
    println!("cargo::rerun-if-changed=themes/default");
}

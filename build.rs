//! Lists the files of the sample for embedding.

use std::fmt::Write;
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-changed=assets/sample");
    let root = std::env::var("CARGO_MANIFEST_DIR")?;
    let mut names: Vec<String> = std::fs::read_dir(Path::new(&root).join("assets/sample"))?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| [".txt", ".jpg", ".tsv"].iter().any(|ending| name.ends_with(ending)))
        .collect();
    names.sort();
    let mut code = String::from("const SAMPLE_FILES: &[SampleFile] = &[\n");
    for name in names {
        writeln!(code, "    ({name:?}, include_bytes!({:?})),", format!("{root}/assets/sample/{name}"))?;
    }
    code.push_str("];\n");
    std::fs::write(Path::new(&std::env::var("OUT_DIR")?).join("sample_files.rs"), code)?;
    Ok(())
}

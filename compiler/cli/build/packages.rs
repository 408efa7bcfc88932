//! Finds the folders of the packages that this one depends on, in this tree or in a registry.

use std::{
    env,
    error::Error,
    ffi::OsStr,
    fs, io,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

/// Entries of a package's folder that compiling it does not need.
const OMITTED: [&str; 10] = [
    "Cargo.lock",
    "Cargo.toml",
    "Cargo.toml.orig",
    "CHANGELOG.md",
    "README.md",
    "benches",
    "demo",
    "examples",
    "target",
    "tests",
];

/// Extensions of pictures, of pages and of trained weights.
const NO_SOURCES: [&str; 5] = ["jpg", "md", "png", "pth", "safetensors"];

/// The packages that this one depends on.
pub struct Packages(Vec<Package>);

/// A package with its description by `cargo metadata`.
pub struct Package {
    pub folder: PathBuf,
    pub metadata: Value,
    /// The licence files of the package, or, if it has none, those beside the lock file.
    pub licences: Vec<PathBuf>,
}

impl Packages {
    /// Finds the dependencies of the package in `root`, and the crate of the macro.
    pub fn find(root: &Path, scratch: &Path) -> Result<Self, Box<dyn Error>> {
        let lock = root
            .ancestors()
            .map(|folder| folder.join("Cargo.lock"))
            .find(|path| path.exists())
            .ok_or("no Cargo.lock in the package's folder or above it")?;
        println!("cargo::rerun-if-changed={}", lock.display());

        // The probe depends on what this package depends on and on the macro, but not on
        // dev-dependencies, which may not be available.
        let probe = scratch.join("probe");
        fs::create_dir_all(probe.join("src"))?;
        fs::write(probe.join("src/lib.rs"), "")?;
        fs::write(probe.join("Cargo.toml"), probe_manifest(root)?)?;
        let resolve = |offline: &[&str]| {
            fs::copy(&lock, probe.join("Cargo.lock"))?;
            let target = env::var("TARGET")?;
            let filter = ["--filter-platform", &target];
            metadata(root, &probe.join("Cargo.toml"), &[offline, &filter].concat())
        };
        // Cargo has already downloaded this package's dependencies, but the macro only if it is in this
        // tree.
        let metadata = resolve(&["--offline"]).or_else(|_| resolve(&[]))?;
        let shared = lock.parent().unwrap_or(root);
        let packages = metadata["packages"].as_array().into_iter().flatten();
        let packages = packages.map(|metadata| Package::new(metadata, shared));
        Ok(Packages(packages.collect::<Result<_, _>>()?))
    }

    /// Returns the package with this name.
    pub fn get(&self, name: &str) -> Result<&Package, Box<dyn Error>> {
        let found = self.0.iter().find(|package| package.metadata["name"] == name);
        Ok(found.ok_or_else(|| format!("{name} is not among the dependencies"))?)
    }

    /// Returns the files and folders that the archive is made from.
    pub fn sources(&self) -> impl Iterator<Item = PathBuf> {
        let own = self.0.iter().filter(|package| package.metadata["source"].is_null());
        own.filter(|package| package.metadata["name"] != env!("CARGO_PKG_NAME")).flat_map(
            |package| {
                let entries = package.entries().unwrap_or_default();
                entries
                    .into_iter()
                    .chain([package.folder.join("Cargo.toml")])
                    .chain(package.licences.clone())
            },
        )
    }
}

/// Runs `cargo metadata` on a manifest, with the cargo configuration of `root`.
fn metadata(root: &Path, manifest: &Path, options: &[&str]) -> Result<Value, Box<dyn Error>> {
    let output = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["metadata", "--format-version=1", "--manifest-path"])
        .arg(manifest)
        .args(options)
        .current_dir(root)
        .output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// Returns the manifest of the probe: its dependencies are those packages of this project that the one
/// in `root` depends on, from the same place.
fn probe_manifest(root: &Path) -> Result<String, Box<dyn Error>> {
    let metadata = metadata(root, &root.join("Cargo.toml"), &["--no-deps", "--offline"])?;
    let own = env::var("CARGO_PKG_NAME")?;
    let mut packages = metadata["packages"].as_array().into_iter().flatten();
    let own = packages.find(|package| package["name"] == own.as_str());
    let dependencies =
        own.and_then(|own| own["dependencies"].as_array()).ok_or("no dependencies")?;
    let mut manifest = "[package]\nname = \"probe\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
                        [workspace]\n\n[dependencies]\n"
        .to_owned();
    for (name, features) in
        [("espnet", r#"["macros"]"#), ("espnet-compiler", "[]"), ("espnet-models", "[]")]
    {
        let mut found = dependencies.iter().filter(|dependency| dependency["kind"] != "dev");
        let found = found.find(|dependency| dependency["name"] == name);
        let found = found.ok_or_else(|| format!("there is no dependency {name}"))?;
        let place = match found["path"].is_string() {
            true => format!("path = {}", found["path"]),
            false => format!("version = {}", found["req"]),
        };
        manifest += &format!("{name} = {{ {place}, features = {features} }}\n");
    }
    Ok(manifest)
}

impl Package {
    fn new(metadata: &Value, shared: &Path) -> Result<Self, Box<dyn Error>> {
        let manifest = metadata["manifest_path"].as_str().ok_or("a package without a manifest")?;
        let folder = Path::new(manifest).parent().ok_or("a manifest without a folder")?;
        let mut licences = licences(folder)?;
        if licences.is_empty() && folder.starts_with(shared) {
            licences = self::licences(shared)?;
        }
        Ok(Package { folder: folder.into(), metadata: metadata.clone(), licences })
    }

    /// Returns the files and folders of the package that may hold sources.
    fn entries(&self) -> io::Result<Vec<PathBuf>> {
        let mut entries = Vec::new();
        for entry in fs::read_dir(&self.folder)? {
            let path = entry?.path();
            let omitted = |name: &OsStr| OMITTED.iter().any(|omitted| name == *omitted);
            if path.file_name().is_some_and(|name| !is_hidden(name) && !omitted(name))
                && !path.join("Cargo.toml").exists()
                && !is_licence(&path)
            {
                entries.push(path);
            }
        }
        Ok(entries)
    }

    /// Returns path and text of every source file of the package and of its licences.
    pub fn files(&self) -> io::Result<Vec<(String, String)>> {
        let mut pending = self.entries()?;
        let mut files = Vec::new();
        while let Some(path) = pending.pop() {
            if path.is_dir() {
                for entry in fs::read_dir(&path)? {
                    pending.push(entry?.path());
                }
            } else if is_source(&path) {
                let inside = path.strip_prefix(&self.folder).map_err(io::Error::other)?;
                let names: Vec<_> = inside.iter().map(OsStr::to_string_lossy).collect();
                files.push((names.join("/"), read(&path)?));
            }
        }
        for path in &self.licences {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            files.push((name.into_owned(), read(path)?));
        }
        Ok(files)
    }
}

fn read(path: &Path) -> io::Result<String> {
    fs::read_to_string(path)
        .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", path.display())))
}

fn licences(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    let mut paths: Vec<PathBuf> = entries.iter().map(fs::DirEntry::path).collect();
    paths.retain(|path| is_licence(path));
    paths.sort();
    Ok(paths)
}

fn is_licence(path: &Path) -> bool {
    let name = path.file_name().map(OsStr::to_string_lossy).unwrap_or_default();
    name.starts_with("LICENSE") || name.starts_with("COPYING")
}

fn is_hidden(name: &OsStr) -> bool {
    name.to_string_lossy().starts_with('.')
}

fn is_source(path: &Path) -> bool {
    let extension = path.extension().and_then(OsStr::to_str).unwrap_or_default();
    path.file_name().is_some_and(|name| !is_hidden(name)) && !NO_SOURCES.contains(&extension)
}

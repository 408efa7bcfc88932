//! Finds the name of the crate `espnet` in a package: a macro cannot see dependencies, but can read
//! Cargo.toml.

use std::{fs, path::Path};

use toml::{Table, Value};

const PACKAGE: &str = "espnet";
const SECTIONS: [&str; 3] = ["dependencies", "dev-dependencies", "build-dependencies"];

/// Returns the name of the crate `espnet` in the package in `folder`; `None` if the package does not
/// depend on it. If there is no Cargo.toml, a tool other than cargo builds the package, and the name is
/// `espnet`.
pub fn name(folder: &Path) -> Option<String> {
    let Some(manifest) = read(folder) else { return Some(PACKAGE.into()) };
    let package = manifest.get("package").and_then(|package| package.get("name"));
    if package.and_then(Value::as_str) == Some(PACKAGE) {
        return Some(PACKAGE.into());
    }
    let targets = manifest.get("target").and_then(Value::as_table);
    let targets = targets.into_iter().flat_map(Table::values).filter_map(Value::as_table);
    let places: Vec<&Table> = [&manifest].into_iter().chain(targets).collect();
    let sections = SECTIONS
        .iter()
        .flat_map(|section| places.iter().filter_map(|place| place.get(*section)?.as_table()));
    let mut dependencies = sections.flatten();
    let (key, _) = dependencies.find(|(key, value)| package_of(key, value, folder) == PACKAGE)?;
    Some(key.replace('-', "_"))
}

/// Returns the package that a dependency refers to.
fn package_of(key: &str, value: &Value, folder: &Path) -> String {
    let own = |value: &Value| Some(value.get("package")?.as_str()?.to_owned());
    let inherits = value.get("workspace").and_then(Value::as_bool) == Some(true);
    let package = match inherits {
        true => workspace(folder).and_then(|root| own(root.get("dependencies")?.get(key)?)),
        false => own(value),
    };
    package.unwrap_or_else(|| key.to_owned())
}

/// Returns the section `workspace` of the nearest manifest in `folder` or above it that has one.
fn workspace(folder: &Path) -> Option<Table> {
    let manifests = folder.ancestors().filter_map(read);
    manifests.filter_map(|mut manifest| manifest.remove("workspace")).find_map(|section| {
        match section {
            Value::Table(section) => Some(section),
            _ => None,
        }
    })
}

fn read(folder: &Path) -> Option<Table> {
    fs::read_to_string(folder.join("Cargo.toml")).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the name in a package with this manifest, which is a member of a workspace.
    fn found(manifest: &str) -> Option<String> {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("crates/member");
        fs::create_dir_all(&folder).unwrap();
        let workspace = "[workspace.dependencies]\nnet = { package = \"espnet\", version = \"0.1\" }\n\
                         espnet = \"0.1\"\n";
        fs::write(root.path().join("Cargo.toml"), workspace).unwrap();
        fs::write(folder.join("Cargo.toml"), manifest).unwrap();
        name(&folder)
    }

    #[test]
    fn the_crate_is_found_under_the_name_of_its_dependency() {
        let espnet = Some("espnet".to_owned());
        assert_eq!(found("[dependencies]\nespnet = \"0.1\""), espnet);
        assert_eq!(found("[dependencies]\nespnet.workspace = true"), espnet);
        assert_eq!(found("[package]\nname = \"espnet\""), espnet);
        for (manifest, name) in [
            ("[dependencies]\nnn = { package = \"espnet\", version = \"0.1\" }", "nn"),
            ("[dependencies.nn]\npath = \"x\"\npackage = \"espnet\"", "nn"),
            ("[dev-dependencies]\nmy-net = { package = \"espnet\", path = \"x\" }", "my_net"),
            ("[target.'cfg(unix)'.dependencies]\nnn = { package = \"espnet\" }", "nn"),
            ("[dependencies]\nnet = { workspace = true, features = [\"image\"] }", "net"),
        ] {
            assert_eq!(found(manifest).as_deref(), Some(name), "{manifest}");
        }
        assert_eq!(found("[dependencies]\nespnet = { package = \"other\" }"), None);
        assert_eq!(found("[dependencies]\nserde = \"1\""), None);
        assert_eq!(found("no TOML"), espnet);
        assert_eq!(name(Path::new("/no/such/folder")), espnet);
    }
}

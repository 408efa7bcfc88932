//! The messages for wrong invocations and specs. The files `tests/ui/*.rs` do not compile; the
//! name of each says what is wrong in it, and beside it is a file with the exact messages. `TRYBUILD=overwrite cargo test -p espnet-macros` writes
//! these files.

use std::{fs, path::Path};

#[test]
fn wrong_invocations_and_specs() {
    let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ui");
    // Paths in an invocation are relative to the package. For these files, that is a package that
    // trybuild creates in the target folder.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("it is in the target");
    let package = target.join("tests/trybuild/espnet-macros");
    let specs = package.join("specs");
    fs::create_dir_all(&specs).expect("the folder of specs can be made");
    for entry in fs::read_dir(ours.join("specs")).expect("there are specs") {
        let path = entry.expect("the folder can be read").path();
        let name = path.file_name().expect("files have names");
        fs::copy(&path, specs.join(name)).expect("specs can be copied");
    }
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}

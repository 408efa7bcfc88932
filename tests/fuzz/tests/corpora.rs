//! The inputs that fuzzing kept, and those that once broke something, through the fuzz targets.

use std::{fs, path::Path};

/// Hands every file of a target's corpus to its body; some are accepted and some refused, or the
/// corpus does not reach what it is for.
fn replay(target: &str, body: fn(&[u8]) -> bool) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target);
    let mut verdicts = [0, 0];
    for entry in fs::read_dir(&folder).expect("every target has a corpus") {
        let path = entry.expect("the folder can be listed").path();
        let bytes = fs::read(&path).expect("the file can be read");
        // Captured, and shown if the body panics.
        println!("{}", path.display());
        verdicts[usize::from(body(&bytes))] += 1;
    }
    let [refused, accepted] = verdicts;
    assert!(accepted > 0, "{target}: nothing accepted");
    // Any bytes lead to a network.
    assert!(refused > 0 || target == "network", "{target}: nothing refused");
}

/// A test for each target, in the name of its body.
macro_rules! replay {
    ($($target:ident),*) => {$(
        #[test]
        fn $target() {
            replay(stringify!($target), espnet_fuzz::$target);
        }
    )*};
}

replay!(
    bmp,
    frame,
    gif,
    image,
    invocation,
    network,
    orientation,
    packed,
    pnm,
    pytorch_legacy,
    pytorch_zip,
    safetensors,
    shard_index,
    spec,
    tiff,
    webp
);

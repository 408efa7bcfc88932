//! Runs the fuzz targets on the inputs that fuzzing kept, and on those that once caused a failure.

use std::{fs, path::Path};

/// Passes every file of a target's corpus to its body. Some must be accepted and some refused;
/// otherwise the corpus does not cover the target.
fn replay(target: &str, body: fn(&[u8]) -> bool) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target);
    let mut verdicts = [0, 0];
    for entry in fs::read_dir(&folder).expect("every target has a corpus") {
        let path = entry.expect("the folder can be listed").path();
        let bytes = fs::read(&path).expect("the file can be read");
        // This is captured, and shown if the body panics.
        println!("{}", path.display());
        verdicts[usize::from(body(&bytes))] += 1;
    }
    let [refused, accepted] = verdicts;
    assert!(accepted > 0, "{target}: nothing accepted");
    // Any bytes determine a network.
    assert!(refused > 0 || target == "network", "{target}: nothing refused");
}

/// Declares a test for each target, with the name of its body.
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
    detection,
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

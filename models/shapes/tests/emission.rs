//! What torch and ONNX Runtime make of the emitted networks with the trained weights, beside the
//! compiled networks: the file that trains is the network that runs.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use espnet::image::{Normalization, to_input};
use espnet_checkpoint::Checkpoint;
use espnet_compiler::{compile, emit, spec::Overrides};
use espnet_shapes::{
    HELD_OUT, Scene,
    networks::{Classification, Segmentation},
};

#[path = "../../../tests/src/compare.rs"]
mod compare;

use self::compare::{bar, difference, magnitude};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

/// The interpreter that `ESPNET_PYTHON` names, a path relative to the workspace; else the tests are
/// skipped.
fn python() -> Option<PathBuf> {
    let Some(python) = env::var_os("ESPNET_PYTHON").map(PathBuf::from) else {
        eprintln!("skipped: ESPNET_PYTHON is not set");
        return None;
    };
    match python.components().count() {
        1 => Some(python),
        _ => Some(Path::new(ROOT).join(python)),
    }
}

fn run(python: &Path, script: &str, folder: &Path) {
    let script = Path::new(ROOT).join("compiler/tests/emission").join(script);
    let run = Command::new(python).arg(script).arg(folder).env("OMP_NUM_THREADS", "1").output();
    let run = run.expect("ESPNET_PYTHON starts");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}

fn numbers(path: &Path) -> Vec<f32> {
    let bytes = fs::read(path).expect("the script wrote it");
    bytes.as_chunks().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect()
}

/// Emits the network called `name` for both, runs both on a few scenes, and compares with `compiled`.
fn compare_with_emitted(name: &str, compiled: impl Fn(&[f32]) -> Vec<f32>) {
    let Some(python) = python() else { return };
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let spec = fs::read_to_string(package.join(name).with_extension("json")).unwrap();
    let weights = package.join(name).with_extension("safetensors");
    let network = compile(&spec, &Overrides::default()).unwrap();

    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name);
    let module = emit::pytorch(&network, "Network", name).unwrap();
    fs::write(file("network.py"), module).unwrap();
    fs::write(file("checkpoint"), weights.to_str().unwrap()).unwrap();
    fs::write(file("shape"), format!("3 {0} {0}", Scene::SIDE)).unwrap();
    let model = emit::onnx(&network, &Checkpoint::open(&weights).unwrap()).unwrap();
    fs::write(file("network.onnx"), model).unwrap();

    for seed in HELD_OUT.take(4) {
        let picture = Scene::new(seed).picture;
        let input =
            to_input(&picture, 3, Scene::SIDE, Scene::SIDE, &Normalization::IMAGENET).unwrap();
        let bytes: Vec<u8> = input.as_slice().iter().flat_map(|x| x.to_le_bytes()).collect();
        fs::write(file("input.f32"), bytes).unwrap();
        let expected = compiled(input.as_slice());
        for (script, output) in [("run_pytorch.py", ".f32"), ("run_onnx.py", "logits.f32")] {
            run(&python, script, folder.path());
            let difference = difference(&numbers(&file(output)), &expected);
            let bar = bar(magnitude(&expected));
            assert!(difference <= bar, "{name}, {script}: {difference} apart, allowed {bar}");
        }
    }
}

#[test]
fn segmentation_is_the_emitted_network() {
    let network = Segmentation::new();
    compare_with_emitted("segmentation", |input| {
        let input = input.try_into().expect("the input has the network's shape");
        network.forward(input, &mut Segmentation::workspace()).to_vec()
    });
}

#[test]
fn classification_is_the_emitted_network() {
    let network = Classification::new();
    compare_with_emitted("classification", |input| {
        let input = input.try_into().expect("the input has the network's shape");
        network.forward(input, &mut Classification::workspace()).to_vec()
    });
}

//! Every checkpoint of the reference data, if `ESPNET_REFERENCE` points to it.

use std::path::{Path, PathBuf};

use espnet_checkpoint::{Checkpoint, Dtype, Format};
use safetensors::SafeTensors;

#[path = "../../../tests/src/reference.rs"]
mod reference;

/// The files of a folder whose name is accepted, sorted.
fn files(folder: &Path, accept: impl Fn(&str) -> bool) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| accept(path.file_name().unwrap().to_str().unwrap()))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "{} has none of the files", folder.display());
    files
}

fn open(path: PathBuf) -> Checkpoint {
    let checkpoint = Checkpoint::open(&path).unwrap_or_else(|error| panic!("{error}"));
    for (name, tensor) in checkpoint.iter() {
        assert_eq!(tensor.first_non_finite(), None, "{name} of {}", path.display());
        if name.ends_with("running_var") {
            assert!(tensor.data().iter().all(|&v| v > 0.0), "{name} of {}", path.display());
        }
        if name.ends_with("conv.weight") {
            // Numbers read from a wrong place are seldom as small as weights.
            let largest = tensor.data().iter().fold(0f32, |largest, v| largest.max(v.abs()));
            assert!((1e-30..100.0).contains(&largest), "{name} of {}: {largest}", path.display());
        }
    }
    checkpoint
}

fn shape<'a>(checkpoint: &'a Checkpoint, name: &str) -> &'a [usize] {
    checkpoint.get(name).unwrap_or_else(|| panic!("{name} is missing")).shape()
}

/// The number of learned parameters: all numbers but the statistics of batch normalisation.
fn parameters(checkpoint: &Checkpoint) -> usize {
    checkpoint
        .iter()
        .filter(|(name, _)| !name.contains("running_"))
        .map(|(_, tensor)| tensor.data().len())
        .sum()
}

#[test]
fn released_segmentation_weights() {
    let Some(folder) = reference::folder() else { return };
    // The number of parameters and the first width of each file. Cityscapes has one class less than Pascal
    // VOC, which saves ten weights and a bias.
    let expected = [
        ("espnetv2_s_0.5_pascal_256x256.pth", 80_353, 16),
        ("espnetv2_s_1.0_city_1024x512.pth", 234_021 - 11, 32),
        ("espnetv2_s_1.0_pascal_256x256.pth", 234_021, 32),
        ("espnetv2_s_2.0_pascal_384x384.pth", 789_253, 32),
    ];
    let paths = files(&folder.join("weights"), |name| name.ends_with(".pth"));
    assert_eq!(paths.len(), expected.len());
    for (path, (name, count, width)) in paths.into_iter().zip(expected) {
        assert!(path.ends_with(name), "{}", path.display());
        let checkpoint = open(path);
        assert_eq!(checkpoint.format(), Format::PytorchLegacy);
        assert_eq!(parameters(&checkpoint), count, "{name}");
        assert_eq!(shape(&checkpoint, "base_net.level1.conv.weight"), [width, 3, 3, 3]);
        assert_eq!(shape(&checkpoint, "base_net.level1.bn.running_var"), [width]);
        assert_eq!(shape(&checkpoint, "base_net.level1.act.weight"), [width]);
        let (_, tracked) = checkpoint.integers().next().expect("num_batches_tracked is there");
        assert_eq!((tracked.dtype(), tracked.shape().len()), (Dtype::I64, 0));
        assert!(checkpoint.integers().all(|(name, _)| name.ends_with("num_batches_tracked")));
    }
}

/// The s = 1.0 networks of Pascal VOC and Cityscapes differ only in the number of classes.
#[test]
fn both_datasets_have_the_same_names() {
    let Some(folder) = reference::folder() else { return };
    let pascal = open(folder.join("weights/espnetv2_s_1.0_pascal_256x256.pth"));
    let city = open(folder.join("weights/espnetv2_s_1.0_city_1024x512.pth"));
    let names = |checkpoint: &Checkpoint| -> Vec<String> {
        checkpoint.iter().map(|(name, _)| name.into()).collect()
    };
    assert_eq!(names(&pascal), names(&city));
    for (name, tensor) in pascal.iter().filter(|(name, _)| name.starts_with("base_net.")) {
        assert_eq!(tensor.shape(), shape(&city, name), "{name}");
    }
}

#[test]
fn classifiers_in_four_containers() {
    let Some(folder) = reference::folder() else { return };
    let folder = folder.join("cls");
    let expected = [
        ("cls_s0.5_1000.pth", Format::PytorchLegacy, 1_241_332, 16, 1024, 1000),
        ("cls_s0.5_10_nonsquare.pth.tar", Format::PytorchZip, 1_241_332 - 990 * 1025, 16, 1024, 10),
        ("cls_s1.0_1000.pth", Format::PytorchZip, 1_670_072, 32, 1024, 1000),
        ("cls_s1.25_1000.safetensors", Format::Safetensors, 1_965_440, 32, 1024, 1000),
        ("cls_s2.0_1000.pth", Format::PytorchZip, 3_498_136, 32, 1280, 1000),
    ];
    let paths = files(&folder, |name| name.starts_with("cls_") && !name.contains("logits"));
    assert_eq!(paths.len(), expected.len());
    let mut all_names: Option<Vec<String>> = None;
    for (path, (name, format, count, first, last, classes)) in paths.into_iter().zip(expected) {
        assert!(path.ends_with(name), "{}", path.display());
        let checkpoint = open(path);
        assert_eq!(checkpoint.format(), format, "{name}");
        assert_eq!(parameters(&checkpoint), count, "{name}");
        assert_eq!(shape(&checkpoint, "level1.conv.weight"), [first, 3, 3, 3], "{name}");
        assert_eq!(shape(&checkpoint, "level5.4.bn.running_mean"), [last], "{name}");
        assert_eq!(shape(&checkpoint, "classifier.weight"), [classes, last], "{name}");
        assert_eq!(shape(&checkpoint, "classifier.bias"), [classes], "{name}");
        // The convolutions' weights were rounded to multiples of 1/256; a wrong byte anywhere would break
        // that.
        for (weight, tensor) in checkpoint.iter().filter(|(name, _)| name.ends_with("conv.weight"))
        {
            assert!(tensor.data().iter().all(|v| (v * 256.0).fract() == 0.0), "{weight} of {name}");
        }
        let names: Vec<String> = checkpoint.iter().map(|(name, _)| name.into()).collect();
        assert_eq!(*all_names.get_or_insert_with(|| names.clone()), names, "{name}");
    }
}

#[test]
fn safetensors_agree_with_the_reference_reader() {
    let Some(folder) = reference::folder() else { return };
    for sub in ["cls", "seg"] {
        for path in files(&folder.join(sub), |name| name.ends_with(".safetensors")) {
            let checkpoint = open_any(&path);
            let bytes = std::fs::read(&path).unwrap();
            let reference = SafeTensors::deserialize(&bytes).unwrap();
            assert_eq!(reference.len(), checkpoint.iter().len() + checkpoint.integers().len());
            for (name, tensor) in checkpoint.iter() {
                let view = reference.tensor(name).unwrap();
                assert_eq!(view.shape(), tensor.shape(), "{name} of {}", path.display());
                assert_eq!(tensor.dtype(), Dtype::F32);
                let same = tensor
                    .data()
                    .iter()
                    .zip(view.data().as_chunks::<4>().0)
                    .all(|(value, bytes)| value.to_le_bytes() == *bytes);
                assert!(same, "{name} of {}", path.display());
            }
        }
    }
}

fn open_any(path: &Path) -> Checkpoint {
    Checkpoint::open(path).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn converting_loses_nothing() {
    let Some(folder) = reference::folder() else { return };
    for (sub, suffix) in [("weights", ".pth"), ("cls", ".pth"), ("cls", ".pth.tar")] {
        for path in files(&folder.join(sub), |name| name.ends_with(suffix)) {
            let original = open_any(&path);
            let bytes = original.to_safetensors().unwrap();
            assert!(SafeTensors::deserialize(&bytes).is_ok());
            let converted = Checkpoint::from_bytes(&bytes).unwrap();
            assert!(original.iter().eq(converted.iter()), "{}", path.display());
            assert!(original.integers().eq(converted.integers()), "{}", path.display());
        }
    }
}

//! The names and shapes of parameters are those of the released checkpoints. Every tensor of a
//! checkpoint is read by the network or declared as unused.

use std::collections::BTreeMap;

use espnet_checkpoint::Checkpoint;
use espnet_compiler::{
    lower::lower,
    spec::{Overrides, Spec},
};

#[path = "../../tests/src/reference.rs"]
mod reference;

const CLASSIFIER: &str = include_str!("../../models/espnetv2.json");
const SEGMENTATION: &str = include_str!("../../models/espnetv2_seg.json");

fn params(spec: &str, width_multiplier: f64, classes: usize) -> BTreeMap<String, Vec<usize>> {
    let overrides = Overrides {
        width_multiplier: Some(width_multiplier),
        classes: Some(classes),
        ..Overrides::default()
    };
    let network = Spec::parse(spec)
        .and_then(|spec| spec.resolve(&overrides))
        .and_then(|architecture| lower(&architecture))
        .unwrap_or_else(|problems| panic!("{problems}"));
    let read = network.graph.params().into_iter().chain(network.unused);
    read.map(|param| (param.name, param.shape)).collect()
}

/// Needs the reference data at `ESPNET_REFERENCE`.
#[test]
fn names_and_shapes_of_the_checkpoints() {
    let Some(reference) = reference::folder() else { return };
    for (spec, s, classes, file) in [
        (SEGMENTATION, 0.5, 21, "weights/espnetv2_s_0.5_pascal_256x256.pth"),
        (SEGMENTATION, 1.0, 21, "weights/espnetv2_s_1.0_pascal_256x256.pth"),
        (SEGMENTATION, 2.0, 21, "weights/espnetv2_s_2.0_pascal_384x384.pth"),
        (SEGMENTATION, 1.0, 20, "weights/espnetv2_s_1.0_city_1024x512.pth"),
        (CLASSIFIER, 0.5, 1000, "cls/cls_s0.5_1000.pth"),
        (CLASSIFIER, 1.0, 1000, "cls/cls_s1.0_1000.pth"),
        (CLASSIFIER, 1.25, 1000, "cls/cls_s1.25_1000.safetensors"),
        (CLASSIFIER, 2.0, 1000, "cls/cls_s2.0_1000.pth"),
        (CLASSIFIER, 0.5, 10, "cls/cls_s0.5_10_nonsquare.pth.tar"),
        (CLASSIFIER, 0.5, 10, "cls/activations_s0.5_10_weights.safetensors"),
    ] {
        let checkpoint = Checkpoint::open(reference.join(file)).expect("the file can be read");
        let tensors: BTreeMap<String, Vec<usize>> = checkpoint
            .iter()
            .map(|(name, tensor)| (name.to_owned(), tensor.shape().to_vec()))
            .collect();
        assert_eq!(tensors, params(spec, s, classes), "{file}");
        for (name, _) in checkpoint.integers() {
            assert!(name.ends_with(".num_batches_tracked"), "{file}: {name}");
        }
    }
}

/// A sample of the names, for machines without the reference data.
#[test]
fn names_follow_the_modules() {
    let classifier = params(CLASSIFIER, 1.0, 1000);
    for (name, shape) in [
        ("level1.conv.weight", &[32, 3, 3, 3][..]),
        ("level1.bn.running_var", &[32]),
        ("level2_0.eesp.proj_1x1.conv.weight", &[8, 8, 1, 1]),
        ("level2_0.eesp.spp_dw.3.conv.weight", &[8, 1, 3, 3]),
        ("level2_0.eesp.module_act.weight", &[32]),
        ("level2_0.inp_reinf.1.bn.bias", &[64]),
        ("level4.6.conv_1x1_exp.conv.weight", &[256, 64, 1, 1]),
        ("level5_0.inp_reinf.0.act.weight", &[3]),
        ("level5.4.conv.weight", &[1024, 128, 1, 1]),
        ("classifier.weight", &[1000, 1024]),
        ("classifier.bias", &[1000]),
    ] {
        assert_eq!(classifier.get(name).map(Vec::as_slice), Some(shape), "{name}");
    }
    let segmentation = params(SEGMENTATION, 1.0, 21);
    for (name, shape) in [
        ("base_net.level4.6.br_after_cat.act.weight", &[256][..]),
        ("bu_dec_l1.projection_layer.cbr.0.weight", &[10, 256, 1, 1]),
        ("bu_dec_l1.stages.4.weight", &[10, 1, 3, 3]),
        ("bu_dec_l1.merge_layer.0.br.1.weight", &[50]),
        ("bu_dec_l1.merge_layer.2.cbr.0.weight", &[10, 5, 3, 3]),
        ("bu_dec_l1.br.br.0.running_mean", &[64]),
        ("bu_dec_l4.merge_layer.3.bias", &[21]),
        ("merge_enc_dec_l3.expansion_layer.cbr.0.weight", &[48, 4, 3, 3]),
        ("merge_enc_dec_l3.wt_layer.1.weight", &[48, 64, 1, 1]),
        ("bu_br_l4.0.weight", &[32]),
        ("bu_br_l4.1.weight", &[32]),
    ] {
        assert_eq!(segmentation.get(name).map(Vec::as_slice), Some(shape), "{name}");
    }
    assert!(!segmentation.contains_key("bu_dec_l4.br.br.0.weight"));
    assert!(!segmentation.contains_key("bu_dec_l1.merge_layer.3.bias"));
}

//! ESPNet and its encoder, with the released weights.

use std::fs;

use espnet::{MaskNetwork, checkpoint::Checkpoint, image};
use espnet_tests::{
    Network,
    compare::{bar, difference},
    networks::others::*,
    reference,
};

use crate::common::{
    assert_labels, assert_mask, case, names, number, on_every_isa, path, planes, run_twice, strided,
};

fn segment<N>(name: &str)
where
    N: Network + MaskNetwork,
    N::Mask: AsRef<[u8]>,
{
    let Some(folder) = reference::folder() else { return };
    let folder = folder.join("v1");
    let case = case(&folder, "segmentation", name);
    let weights = fs::read(path(&folder, &case["weights"])).expect("the weights are there");
    let logits = Checkpoint::open(path(&folder, &case["logits"])).expect("the logits are there");
    let expected = logits.get("logits_strided").expect("the logits").data();
    let bar = bar(case["logit_abs_max"].as_f64().expect("a number") as f32);
    let classes = number(&case["classes"]);
    let [height, width] = [number(&case["logits_hw"][0]), number(&case["logits_hw"][1])];
    let labels = image::decode(path(&folder, &case["labels"])).expect("the labels are there");
    let normalization = <N as espnet::Network>::PREPROCESSING.normalization;
    let input = planes(&path(&folder, &case["image"]), &case["input_hw"], &normalization);
    on_every_isa::<N>(&weights, |network, isa| {
        let output = run_twice(network, &input);
        let sampled = strided(&output, [classes, height, width], number(&case["logits_stride"]));
        let worst = difference(&sampled, expected);
        eprintln!("{name} on {isa}: largest difference {worst:e}, bar {bar:e}");
        assert!(worst <= bar, "{name} on {isa}: {worst} is above {bar}");
        let context = format!("{name} on {isa}");
        if labels.pixels().len() == height * width {
            assert_labels(&output, classes, labels.pixels(), &case, &context);
        }
        let mut workspace = N::workspace();
        let mask = network.forward_mask(N::input(&input).expect("its length"), &mut workspace);
        assert_mask(mask.as_ref(), labels.pixels(), &case, &context);
    });
}

macro_rules! cases {
    ($($test:ident: $network:ident $name:literal;)*) => {
        $(
            #[test]
            fn $test() {
                segment::<$network>($name);
            }
        )*

        #[test]
        fn every_case_is_tested() {
            let Some(folder) = reference::folder() else { return };
            assert_eq!(names(&folder.join("v1"), "segmentation"), [$($name),*]);
        }
    };
}

cases! {
    encoder: EspnetC "espnet_c_q3_512x256_frankfurt";
    encoder_whole: EspnetCWhole "espnet_c_q3_1024x512_frankfurt";
    network: Espnet "espnet_q8_512x256_frankfurt";
    network_whole: EspnetWhole "espnet_q8_1024x512_frankfurt";
    network_small: EspnetSmall "espnet_q8_136x104_sample4";
}

//! Clamping of dilations under every policy, with the expected dilations written out.

use std::collections::BTreeMap;

use espnet_compiler::{
    ir::Op,
    lower::Lowered,
    passes::{
        Settings, UnitDilations,
        clamp_dilations::{clamp_dilations, clamped, paper_limit},
    },
    spec::{
        DilationPolicy::{self, Explicit, Official, Paper},
        Overrides,
    },
};

use crate::specs::{CLASSIFIER, SEGMENTATION, lowered};

/// A group of units, the limit of their receptive fields, and their dilations.
type Row = (&'static str, usize, [usize; 4]);

/// The released limits hold at every input size.
const OFFICIAL: [Row; 7] = [
    ("level2_0", 13, [1, 2, 3, 4]),
    ("level3_0", 11, [1, 2, 3, 4]),
    ("level3", 9, [1, 2, 3, 4]),
    ("level4_0", 9, [1, 2, 3, 4]),
    ("level4", 7, [1, 1, 2, 3]),
    ("level5_0", 7, [1, 1, 2, 3]),
    ("level5", 5, [1, 1, 1, 2]),
];

const PAPER_96X96: [Row; 7] = [
    ("level2_0", 11, [1, 2, 3, 4]), // map of 48
    ("level3_0", 7, [1, 1, 2, 3]),  // 24
    ("level3", 5, [1, 1, 1, 2]),    // 12
    ("level4_0", 5, [1, 1, 1, 2]),  // 12
    ("level4", 5, [1, 1, 1, 2]),    // 6
    ("level5_0", 5, [1, 1, 1, 2]),  // 6
    ("level5", 5, [1, 1, 1, 2]),    // 3
];

const PAPER_224X224: [Row; 7] = [
    ("level2_0", 21, [1, 2, 3, 4]), // map of 112
    ("level3_0", 13, [1, 2, 3, 4]), // 56
    ("level3", 9, [1, 2, 3, 4]),    // 28
    ("level4_0", 9, [1, 2, 3, 4]),  // 28
    ("level4", 7, [1, 1, 2, 3]),    // 14
    ("level5_0", 7, [1, 1, 2, 3]),  // 14
    ("level5", 5, [1, 1, 1, 2]),    // 7
];

const PAPER_448X448: [Row; 7] = [
    ("level2_0", 37, [1, 2, 3, 4]), // map of 224
    ("level3_0", 21, [1, 2, 3, 4]), // 112
    ("level3", 13, [1, 2, 3, 4]),   // 56
    ("level4_0", 13, [1, 2, 3, 4]), // 56
    ("level4", 9, [1, 2, 3, 4]),    // 28
    ("level5_0", 9, [1, 2, 3, 4]),  // 28
    ("level5", 7, [1, 1, 2, 3]),    // 14
];

const PAPER_512X1024: [Row; 7] = [
    ("level2_0", 41, [1, 2, 3, 4]), // map of 256×512
    ("level3_0", 23, [1, 2, 3, 4]), // 128×256
    ("level3", 13, [1, 2, 3, 4]),   // 64×128
    ("level4_0", 13, [1, 2, 3, 4]), // 64×128
    ("level4", 9, [1, 2, 3, 4]),    // 32×64
    ("level5_0", 9, [1, 2, 3, 4]),  // 32×64
    ("level5", 7, [1, 1, 2, 3]),    // 16×32
];

/// Units of each group in the classifier.
const UNITS: [(&str, usize); 7] = [
    ("level2_0", 1),
    ("level3_0", 1),
    ("level3", 3),
    ("level4_0", 1),
    ("level4", 7),
    ("level5_0", 1),
    ("level5", 3),
];

fn sized(spec: &str, height: usize, width: usize) -> Lowered {
    let overrides = Overrides { height: Some(height), width: Some(width), ..Overrides::default() };
    lowered(spec, &overrides)
}

/// Clamps the dilations, checks that the branches have the reported ones, and groups the units.
fn clamp(network: &mut Lowered, policy: DilationPolicy) -> BTreeMap<String, Vec<UnitDilations>> {
    let Lowered { graph, shapes, units: all, .. } = network;
    let units = clamp_dilations(graph, shapes, Settings { policy, units: all })
        .unwrap_or_else(|problems| panic!("{problems}"));
    let mut groups: BTreeMap<String, Vec<UnitDilations>> = BTreeMap::new();
    for unit in units {
        let branches = all.iter().find(|branches| branches.unit == unit.unit);
        for (&conv, &dilation) in branches.expect("there").convs.iter().zip(&unit.dilations) {
            let Op::Conv2d(conv) = graph.op(conv) else { panic!("a convolution") };
            assert_eq!((conv.dilation, conv.padding), (dilation, dilation));
        }
        let path = unit.unit.strip_prefix("base_net.").unwrap_or(&unit.unit);
        let group = path.split('.').next().expect("a first part").to_string();
        groups.entry(group).or_default().push(unit);
    }
    groups
}

#[test]
fn every_unit_of_the_classifier() {
    let sizes: [(usize, usize, [Row; 7]); 4] = [
        (96, 96, PAPER_96X96),
        (224, 224, PAPER_224X224),
        (448, 448, PAPER_448X448),
        (512, 1024, PAPER_512X1024),
    ];
    for (height, width, paper) in sizes {
        for (policy, table) in [(Official, OFFICIAL), (Paper, paper)] {
            let mut network = sized(CLASSIFIER, height, width);
            let groups = clamp(&mut network, policy);
            assert_eq!(groups.len(), UNITS.len());
            for ((group, count), (name, limit, dilations)) in UNITS.into_iter().zip(table) {
                assert_eq!(group, name);
                assert_eq!(groups[group].len(), count);
                for unit in &groups[group] {
                    let told = (unit.limit, unit.dilations.as_slice());
                    let place = format!("{policy:?} {height}×{width} {}", unit.unit);
                    assert_eq!(told, (Some(limit), dilations.as_slice()), "{place}");
                    assert_eq!(unit.requested, [1, 2, 3, 4], "{place}");
                }
            }
            network.graph.shapes().expect("padding keeps the sizes");
        }
    }
}

#[test]
fn both_policies_agree_at_224_only() {
    let dilations = |policy| {
        PAPER_224X224.map(|(group, ..)| {
            let groups = clamp(&mut sized(CLASSIFIER, 224, 224), policy);
            groups[group].iter().map(|unit| unit.dilations.clone()).collect::<Vec<_>>()
        })
    };
    assert_eq!(dilations(Official), dilations(Paper));
}

#[test]
fn the_encoder_of_a_segmentation_network_is_clamped_alike() {
    let groups = clamp(&mut sized(SEGMENTATION, 512, 1024), Paper);
    assert_eq!(groups.len(), 5);
    for (name, limit, dilations) in &PAPER_512X1024[..5] {
        for unit in &groups[*name] {
            assert_eq!((unit.limit, unit.dilations.as_slice()), (Some(*limit), &dilations[..]));
        }
    }
}

#[test]
fn clamping_again_under_another_policy_forgets_the_first() {
    let mut network = sized(CLASSIFIER, 448, 448);
    let official = clamp(&mut network, Official);
    let paper = clamp(&mut network, Paper);
    assert_ne!(official, paper);
    assert_eq!(clamp(&mut network, Official), official);
    assert_eq!(clamp(&mut sized(CLASSIFIER, 448, 448), Paper), paper);
}

#[test]
fn explicit_lists_hold_under_every_policy() {
    let spec = CLASSIFIER.replace(r#""limit": 7 }"#, r#""dilations": [2, 1, 1, 5] }"#);
    assert_ne!(spec, CLASSIFIER);
    for policy in [Official, Paper] {
        let groups = clamp(&mut sized(&spec, 64, 64), policy);
        for unit in &groups["level4"] {
            assert_eq!(unit.dilations, [2, 1, 1, 5]);
            assert_eq!((unit.limit, &unit.requested), (None, &unit.dilations));
        }
    }
    let Lowered { mut graph, shapes, units, .. } = sized(&spec, 64, 64);
    let settings = Settings { policy: Explicit, units: &units };
    let problems =
        clamp_dilations(&mut graph, &shapes, settings).expect_err("most units list no dilations");
    let expected = "level2_0.eesp: lists no dilations; the explicit policy needs 4";
    assert_eq!(problems.0[0].to_string(), expected);
    assert!(problems.0.iter().all(|problem| !problem.at.starts_with("level4.")));
}

#[test]
fn the_papers_limit_is_odd_and_grows_by_the_smaller_axis() {
    for (size, limit) in
        [(1, 5), (7, 5), (13, 5), (14, 7), (28, 9), (41, 9), (42, 11), (56, 13), (112, 21)]
    {
        assert_eq!(paper_limit(size, size), limit, "{size}");
        assert_eq!(paper_limit(size, 1000), limit, "{size}");
        assert_eq!(paper_limit(1000, size), limit, "{size}");
    }
}

#[test]
fn branches_above_the_limit_fall_back_to_dilation_1() {
    assert_eq!(clamped(2, 3, 9), [1, 2]);
    assert_eq!(clamped(4, 3, 8), [1, 1, 2, 3]);
    assert_eq!(clamped(4, 3, 3), [1, 1, 1, 1]);
    assert_eq!(clamped(8, 3, 13), [1, 1, 1, 2, 3, 4, 5, 6]);
    assert_eq!(clamped(4, 5, 9), [1, 1, 1, 2]);
    // No limit is below the field of a branch without dilation.
    assert_eq!(clamped(3, 3, 0), [1, 1, 1]);
}

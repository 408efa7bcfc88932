//! Checks every pass with the interpreter: the graphs before and after it compute the same numbers.
//! The graph after it passes the verifier, and does not change when the pass runs again.

use espnet_compiler::{
    ir::{
        Concat, Conv2d, Graph, Op, Placements, Shape, interpret,
        text::text,
        verify::{Problems, verify},
    },
    lower::{Lowered, UnitBranches},
    passes::{
        Facts, PASSES, Pass, Settings, clamp_dilations::clamped_graph, place_concat::place_concat,
        run_all,
    },
    spec::{DilationPolicy, Limit, Overrides},
};

use crate::{
    networks::{Network, Unit, classifier, segmentation},
    random,
    specs::{CLASSIFIER, SEGMENTATION, lowered},
    weights::{self, assert_same_numbers},
};

fn run(pass: Pass, graph: &mut Graph, units: &[UnitBranches]) -> Facts {
    let mut facts = Facts { shapes: graph.shapes().expect("sound"), ..Facts::default() };
    let settings = Settings { policy: DilationPolicy::Official, units };
    pass(graph, settings, &mut facts).expect("the pass runs");
    facts
}

fn verified(name: &str, graph: &Graph) {
    if let Err(Problems(problems)) = verify(graph) {
        panic!("after {name}: {problems:?}\n{graph}");
    }
}

/// The networks of these tests. Their dilations are clamped already, so that no pass changes their
/// numbers.
fn clamped(network: Lowered) -> Lowered {
    let graph = clamped_graph(&network, DilationPolicy::Official).expect("sound");
    Lowered { graph, ..network }
}

fn networks() -> Vec<Lowered> {
    let small = Overrides {
        width_multiplier: Some(0.5),
        classes: Some(6),
        height: Some(48),
        width: Some(64),
        ..Overrides::default()
    };
    let mut graphs = vec![
        classifier(48, 32),
        // This input is so large that the stem becomes part of the unit behind it.
        classifier(144, 120),
        segmentation(32, 40),
        lowered(CLASSIFIER, &small),
        lowered(SEGMENTATION, &small),
    ];
    graphs.extend((0..60).map(random::network));
    graphs.into_iter().map(clamped).collect()
}

#[test]
fn each_pass_in_order_keeps_the_numbers() {
    for Lowered { mut graph, units, .. } in networks() {
        for (name, pass) in PASSES {
            let before = graph.clone();
            let facts = run(pass, &mut graph, &units);
            verified(name, &graph);
            assert_same_numbers(&before, &graph, &facts.placements);
        }
    }
}

#[test]
fn each_pass_alone_keeps_the_numbers() {
    for Lowered { graph: before, units, .. } in networks() {
        for (name, pass) in PASSES {
            let mut after = before.clone();
            let facts = run(pass, &mut after, &units);
            verified(name, &after);
            assert_same_numbers(&before, &after, &facts.placements);
        }
    }
}

#[test]
fn each_pass_changes_nothing_the_second_time() {
    for Lowered { mut graph, units, .. } in networks() {
        for (name, pass) in PASSES {
            let first = run(pass, &mut graph, &units);
            let once = text(&graph);
            let second = run(pass, &mut graph, &units);
            assert_eq!(text(&graph), once, "{name}");
            assert_eq!(second.placements, first.placements);
            assert_eq!(second.dilations, first.dilations);
        }
    }
}

#[test]
fn passes_are_deterministic() {
    for network in networks() {
        let [(a, first), (b, second)] =
            [(); 2].map(|()| run_all(&network, DilationPolicy::Official).expect("sound"));
        assert_eq!(first, second);
        assert_eq!(text(&a), text(&b));
    }
}

#[test]
fn all_passes_together_keep_the_numbers_of_every_value_they_leave() {
    for (before, least) in [(classifier(64, 64), 14), (segmentation(48, 32), 20)] {
        let before = clamped(before);
        let (after, facts) = run_all(&before, DilationPolicy::Official).expect("sound");
        let compared = assert_same_numbers(&before.graph, &after, &facts.placements);
        assert!(compared == after.len() && compared >= least, "{compared} of {}", after.len());
    }
}

#[test]
fn clamping_is_building_with_the_clamped_dilations() {
    let network = |limit: Limit, dilations: &[usize]| {
        let (mut network, x) = Network::new(Shape::new(16, 9, 11));
        let unit = Unit { limit, dilations, ..Unit::stride_1(16, 0) };
        let x = network.eesp("unit", x, &unit);
        network.finish(x)
    };
    let lists: [(usize, &[usize]); 4] =
        [(9, &[1, 2, 3, 4]), (7, &[1, 1, 2, 3]), (5, &[1, 1, 1, 2]), (3, &[1, 1, 1, 1])];
    for (limit, dilations) in lists {
        let built = network(Limit::ReceptiveField(99), dilations);
        let bounded = clamped(network(Limit::ReceptiveField(limit), &[1, 2, 3, 4]));
        assert_same_numbers(&built.graph, &bounded.graph, &Placements::new());
        let listed = clamped(network(Limit::Explicit(dilations.to_vec()), &[4, 4, 4, 4]));
        assert_same_numbers(&built.graph, &listed.graph, &Placements::new());
    }
    // The comparison detects other dilations.
    let values = |dilations| {
        let graph = network(Limit::ReceptiveField(9), dilations).graph;
        weights::values(&graph, &Placements::new())[&graph.outputs()[0].node].clone()
    };
    assert_ne!(values(&[1, 2, 3, 4]), values(&[1, 1, 2, 3]));
}

#[test]
fn wrong_placements_are_seen() {
    let (mut network, x) = Network::new(Shape::new(4, 3, 3));
    let a = network.prelu("a", x);
    let b = network.prelu("b", x);
    let cat = network.graph.add("cat", Concat, &[a, b]);
    let Lowered { graph, shapes, .. } = network.finish(cat);
    let right = place_concat(&graph, &shapes);
    assert_eq!(right.len(), 2);
    let expected = &weights::values(&graph, &Placements::new())[&cat];
    assert_eq!(&weights::values(&graph, &right)[&cat], expected);

    let mut swapped = right.clone();
    swapped.get_mut(&a).expect("placed").channel = 4;
    swapped.get_mut(&b).expect("placed").channel = 0;
    assert_ne!(&weights::values(&graph, &swapped)[&cat], expected);

    let mut gap = right.clone();
    gap.get_mut(&b).expect("placed").channel = 0;
    assert!(weights::values(&graph, &gap)[&cat].iter().any(|x| x.is_nan()));

    let mut beyond = right;
    beyond.get_mut(&b).expect("placed").channel = 5;
    let input = weights::inputs(&graph);
    let input = [(input[0].0.as_str(), input[0].1.as_slice())];
    let error = interpret::run_placed(&graph, &beyond, &weights::parameters(&graph), &input);
    let error = error.expect_err("b reaches beyond the concatenation").to_string();
    assert!(error.contains("b does not fit where it is placed"), "{error}");
}

#[test]
fn numbers_are_not_the_same_where_a_graph_differs() {
    let graph = classifier(32, 32).graph;
    let mut other = graph.clone();
    let id = other.find("level5.4.conv").expect("there");
    let Op::Conv2d(conv) = other.op(id).clone() else { panic!("a convolution") };
    let mut rewriter = espnet_compiler::ir::Rewriter::new(&mut other);
    rewriter.set_op(id, Op::Conv2d(Conv2d { weight: "level5.4.other".into(), ..conv }));
    let compared = std::panic::catch_unwind(|| {
        assert_same_numbers(&graph, &other, &Placements::new());
    });
    assert!(compared.is_err());
}

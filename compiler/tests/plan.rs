//! Plans of many networks: no two live buffers overlap, every operand is in its buffer, and no
//! arena could be smaller.

use std::{fs, ops::Range, path::Path};

use espnet_abi::{
    kernel::Stage,
    layout::{ALIGN, Map},
};
use espnet_compiler::{
    compile,
    plan::{Kernel, MaskPlan, Operand, Place, Plan, Step, arena::aligned},
    spec::{DilationPolicy, Overrides, Precision},
};

fn plan(spec: &str, overrides: &Overrides) -> Plan {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(spec);
    let text = fs::read_to_string(path).expect("the spec exists");
    compile(&text, overrides).unwrap_or_else(|error| panic!("{spec}: {error}")).plan
}

/// The plans of all networks of the project.
fn plans() -> Vec<(String, Plan)> {
    let mut plans = Vec::new();
    let mut add = |spec: &str, overrides: Overrides| {
        plans.push((format!("{spec} {overrides:?}"), plan(spec, &overrides)));
    };
    let classifier = "models/espnetv2.json";
    let segmentation = "models/espnetv2_seg.json";
    let at = |s: f64| Overrides { width_multiplier: Some(s), ..Overrides::default() };
    let sized = |overrides: Overrides, height: usize, width: usize| Overrides {
        height: Some(height),
        width: Some(width),
        ..overrides
    };
    for s in [0.1, 0.25, 0.35, 0.5, 0.6, 0.75, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 3.0] {
        add(classifier, at(s));
        add(classifier, sized(at(s), 45, 67));
        add(segmentation, sized(at(s), 384, 384));
        add(segmentation, sized(Overrides { classes: Some(20), ..at(s) }, 512, 1024));
    }
    for branches in 2..=8 {
        add(classifier, Overrides { branches: Some(branches), ..Overrides::default() });
        add(classifier, sized(Overrides { branches: Some(branches), ..at(1.1) }, 512, 1024));
        add(segmentation, Overrides { branches: Some(branches), ..Overrides::default() });
    }
    for dilation in [DilationPolicy::Official, DilationPolicy::Paper] {
        let overrides = Overrides { dilation: Some(dilation), ..Overrides::default() };
        add(classifier, sized(overrides.clone(), 96, 96));
        add(classifier, sized(overrides, 448, 448));
    }
    for channels in [1, 4] {
        add(classifier, Overrides { channels: Some(channels), ..Overrides::default() });
        add(segmentation, Overrides { channels: Some(channels), ..Overrides::default() });
    }
    add("tests/specs/custom.json", Overrides::default());
    add("tests/specs/tiny.json", Overrides::default());
    add("tests/specs/odd.json", Overrides::default());
    add("tests/specs/enlarged.json", Overrides::default());
    add("tests/specs/coarse.json", Overrides::default());
    add("models/espnet.json", Overrides::default());
    add("models/espnet_c.json", Overrides::default());
    add("tests/specs/rectified.json", Overrides::default());
    add("tests/specs/units_by_hand.json", Overrides::default());
    add("tests/specs/halves.json", Overrides::default());
    add("tests/specs/every_block.json", Overrides::default());
    plans
}

#[test]
fn no_two_live_buffers_overlap() {
    for (name, plan) in plans() {
        for (i, a) in plan.buffers.iter().enumerate() {
            assert!(!a.live.is_empty() || a.len == 0, "{name}: {} never lives", a.name);
            assert!(a.range().end <= plan.arena_len, "{name}: {} leaves the arena", a.name);
            assert_eq!(a.offset * size_of::<f32>() % ALIGN, 0, "{name}: {}", a.name);
            for b in &plan.buffers[i + 1..] {
                let apart =
                    |a: &Range<usize>, b: &Range<usize>| a.end <= b.start || b.end <= a.start;
                assert!(
                    apart(&a.live, &b.live) || apart(&a.range(), &b.range()),
                    "{name}: {} and {} overlap",
                    a.name,
                    b.name
                );
            }
        }
    }
}

#[test]
fn a_step_reads_what_lives_and_writes_nothing_that_it_reads() {
    for (name, plan) in plans() {
        check_steps(&name, &plan);
    }
}

/// Checks that operands are in live buffers, and that no step reads the buffer that it writes.
fn check_steps(name: &str, plan: &Plan) {
    for (i, step) in plan.steps.iter().enumerate() {
        let check = |operand: &Operand| match operand.place {
            Place::Input => {
                assert_eq!(operand.len, plan.input.len(), "{name}: {}", step.label);
                None
            }
            Place::Buffer(id, start) => {
                let buffer = &plan.buffers[id.0];
                assert!(start + operand.len <= buffer.len, "{name}: {}", step.label);
                assert!(buffer.live.contains(&i), "{name}: {}: {}", step.label, buffer.name);
                Some(id)
            }
        };
        let output = check(&step.output);
        for operand in [&step.input, &step.gate, &step.residual].into_iter().flatten() {
            let read = check(operand);
            assert!(read.is_none() || read != output, "{name}: {}", step.label);
        }
        if let Some(scratch) = step.scratch {
            assert_eq!(plan.buffers[scratch.0].live, i..i + 1, "{name}: {}", step.label);
        }
    }
    for output in &plan.outputs {
        let Place::Buffer(id, _) = output.operand.place else { panic!("{name}") };
        assert_eq!(plan.buffers[id.0].live.end, plan.steps.len(), "{name}");
    }
}

#[test]
fn weights_of_steps_follow_one_another() {
    for (name, plan) in plans() {
        let mut end = 0;
        for step in plan.steps.iter().filter(|step| !step.weights.is_empty()) {
            assert!(step.weights.start >= end, "{name}: {}", step.label);
            assert_eq!(step.weights.start * size_of::<f32>() % ALIGN, 0, "{name}");
            assert_eq!(step.weights.len(), step.kernel.weights_len(), "{name}: {}", step.label);
            end = step.weights.end;
        }
        assert!(plan.recipe.len >= end, "{name}");
    }
}

#[test]
fn the_arena_is_optimal() {
    for (name, plan) in plans() {
        assert_eq!((plan.arena_gap(), plan.arena_bytes()), (0, plan.arena_lower_bound()), "{name}");
        let live = |step| plan.buffers.iter().filter(move |buffer| buffer.live.contains(&step));
        let most = (0..plan.steps.len())
            .map(|step| live(step).map(|buffer| aligned(buffer.len) * size_of::<f32>()).sum())
            .max();
        assert_eq!(plan.arena_lower_bound(), most.unwrap_or(0), "{name}");
        assert!(plan.arena_bytes() <= plan.buffer_bytes(), "{name}");
    }
}

#[test]
fn sums_and_products_lie_over_the_operand_that_dies() {
    let spec = |joins: &str| {
        format!(
            r#"{{
              "name": "in_place",
              "input": {{ "channels": 3, "height": 9, "width": 7 }},
              "classes": 3,
              "blocks": [
                {{ "name": "a", "type": "conv", "channels": 16, "kernel": 3, "activation": "prelu" }},
                {{ "name": "b", "type": "avg_pool", "kernel": 3, "stride": 1, "padding": 1 }},
                {joins},
                {{ "name": "result", "type": "conv", "channels": 16, "kernel": 1, "from": "join" }}
              ],
              "outputs": ["result", "a"]
            }}"#
        )
    };
    for (joins, last) in [
        (r#"{ "name": "join", "type": "add", "from": ["a", "b"] }"#, "join"),
        (r#"{ "name": "join", "type": "mul", "from": ["a", "b"] }"#, "join"),
        (
            r#"{ "name": "sum", "type": "add", "from": ["a", "b"] }, { "name": "join", "type": "bn_prelu" }"#,
            "join",
        ),
    ] {
        let plan = compile(&spec(joins), &Overrides::default()).expect("it compiles").plan;
        let step = plan.steps.iter().find(|step| step.label.starts_with(last)).expect("a step");
        assert!(step.input.is_none(), "{plan}");
        let Place::Buffer(id, 0) = step.output.place else { panic!("{plan}") };
        assert_eq!(plan.buffers[id.0].name, "b", "{plan}");
    }
}

#[test]
fn what_only_a_sum_reads_is_resized_with_it() {
    let spec = |groups: usize, kernel: usize, stride: usize, outputs: &str| {
        format!(
            r#"{{
              "name": "resized",
              "input": {{ "channels": 3, "height": 10, "width": 7 }},
              "classes": 3,
              "blocks": [
                {{ "name": "a", "type": "conv", "channels": 16, "kernel": 3, "activation": "prelu" }},
                {{ "name": "b", "type": "avg_pool", "kernel": 3, "padding": 1, "stride": {stride} }},
                {{ "name": "large", "type": "resize", "to": "a" }},
                {{ "name": "c", "type": "conv", "channels": 16, "kernel": {kernel}, "groups": {groups}, "from": "a" }},
                {{ "name": "sum", "type": "add", "from": ["c", "large"] }}
              ],
              "outputs": [{outputs}]
            }}"#
        )
    };
    for (groups, kernel, stride, outputs, within) in [
        (16, 3, 2, r#""sum""#, true),
        (8, 3, 2, r#""sum""#, true),
        (8, 3, 2, r#""sum", "large""#, false),
        (8, 3, 1, r#""sum""#, false),
        (1, 3, 2, r#""sum""#, false),
        (1, 1, 2, r#""sum""#, false),
    ] {
        let spec = spec(groups, kernel, stride, outputs);
        let plan = compile(&spec, &Overrides::default()).expect("it compiles").plan;
        let sum = plan.steps.iter().find(|step| step.label == "sum").expect("a step");
        let alone = plan.steps.iter().any(|step| step.label == "large");
        assert_eq!((sum.kernel.resized().is_some(), alone), (within, !within), "{plan}");
        let added = sum.residual.map(|operand| operand.place);
        let pooled = plan.steps.iter().find(|step| step.label == "b").expect("a step");
        assert_eq!(added == Some(pooled.output.place), within, "{plan}");
    }
}

#[test]
fn what_is_resized_later_stays_until_then() {
    // Between the resize and the sum, another block is the last to read the small map, and its
    // value could take the map's place.
    let spec = r#"{
      "name": "between",
      "input": { "channels": 3, "height": 12, "width": 8 },
      "classes": 3,
      "blocks": [
        { "name": "a", "type": "conv", "channels": 16, "kernel": 3, "activation": "prelu" },
        { "name": "small", "type": "avg_pool", "kernel": 2, "stride": 2 },
        { "name": "large", "type": "resize", "to": "a" },
        { "name": "changed", "type": "bn_prelu", "from": "small" },
        { "name": "c", "type": "conv", "channels": 16, "kernel": 3, "groups": 16, "from": "a" },
        { "name": "sum", "type": "add", "from": ["c", "large"] },
        { "name": "both", "type": "concat", "from": ["sum", "a"] }
      ],
      "outputs": ["both", "changed"]
    }"#;
    let plan = compile(spec, &Overrides::default()).expect("it compiles").plan;
    let step =
        |name: &str| plan.steps.iter().position(|step| step.label.starts_with(name)).expect(name);
    let (changed, sum) = (step("changed"), step("sum"));
    assert!(plan.steps[sum].kernel.resized().is_some(), "{plan}");
    let small = plan.steps[step("small")].output.place;
    assert_eq!(plan.steps[sum].residual.map(|operand| operand.place), Some(small), "{plan}");
    assert!(changed > sum || plan.steps[changed].output.place != small, "{plan}");
}

/// What follows a transposed convolution is part of its step, and the batch norm part of its weights.
#[test]
fn transposed_convolutions_fold_their_batch_norm() {
    let blocks = r#"
        { "name": "a", "type": "conv_transpose", "channels": 6, "stride": 3, "norm": "batch_norm", "activation": "relu" },
        { "name": "b", "type": "conv_transpose", "channels": 6, "stride": 3, "bias": true, "from": "input" },
        { "name": "both", "type": "concat", "from": ["b", "a"] }"#;
    let plan = plan_of(blocks, r#""both""#);
    let kernel = |label: &str| match step(&plan, label).kernel {
        Kernel::ConvTranspose2d(kernel) => kernel,
        kernel => panic!("{label} is {kernel}"),
    };
    let a = kernel("a.act");
    assert_eq!(a.epilogue.stages(), [Stage::Bias, Stage::Relu]);
    assert_eq!(kernel("b.conv").epilogue.stages(), [Stage::Bias]);
    // Both write to the concatenation, where the phases of a row are not adjacent.
    assert_eq!((a.output.stride, a.joined(), a.products()), (12, 1, 9));
}

/// A plan of these blocks and outputs, whose input is 3×9×7.
fn plan_of(blocks: &str, outputs: &str) -> Plan {
    let spec = format!(
        r#"{{
          "name": "blocks",
          "input": {{ "channels": 3, "height": 9, "width": 7 }},
          "classes": 3,
          "blocks": [{blocks}],
          "outputs": [{outputs}]
        }}"#
    );
    let plan = compile(&spec, &Overrides::default()).expect("it compiles").plan;
    check_steps("blocks", &plan);
    plan
}

/// The step of this label.
fn step<'a>(plan: &'a Plan, label: &str) -> &'a Step {
    let step = plan.steps.iter().find(|step| step.label == label);
    step.unwrap_or_else(|| panic!("no {label} in {plan}"))
}

/// The buffer's name, and the offset in it.
fn place(plan: &Plan, operand: Option<Operand>) -> (&str, usize) {
    let Some(Operand { place: Place::Buffer(id, start), .. }) = operand else { panic!("{plan}") };
    (&plan.buffers[id.0].name, start)
}

#[test]
fn channel_slices_are_read_where_they_are() {
    let blocks = r#"
        { "name": "a", "type": "conv", "channels": 20, "kernel": 3 },
        { "name": "slice", "type": "channel_slice", "start": 4, "channels": 9 },
        { "name": "inner", "type": "channel_slice", "start": 2 },
        { "name": "b", "type": "conv", "channels": 7, "kernel": 1 },
        { "name": "c", "type": "bn_prelu", "from": "slice" },
        { "name": "d", "type": "mul", "from": ["slice", "c"] },
        { "name": "e", "type": "bn_prelu", "from": "a" }"#;
    let plan = plan_of(blocks, r#""b", "d", "e", "inner""#);
    assert_eq!(place(&plan, step(&plan, "b.conv").input), ("a.conv", 6));
    assert_eq!(place(&plan, step(&plan, "c.act").input), ("a.conv", 4));
    let labels: Vec<&str> = plan.steps.iter().map(|step| step.label.as_str()).collect();
    assert!(!labels.contains(&"slice") && !labels.contains(&"inner"), "{plan}");
    // The output is copied to planes, and a product needs maps without gaps.
    assert_eq!(place(&plan, step(&plan, "inner in planes").input), ("a.conv", 6));
    assert_eq!(place(&plan, step(&plan, "d <- slice").input), ("a.conv", 4));
    // Nothing overwrites a map while a slice of it is needed.
    assert!(step(&plan, "e.act").input.is_some(), "{plan}");
    let plan = plan_of(blocks, r#""b", "d", "e""#);
    assert_eq!(place(&plan, Some(step(&plan, "e.act").output)), ("a.conv", 0), "{plan}");
}

#[test]
fn channel_slices_of_planes_are_in_a_copy_that_nothing_overwrites() {
    let blocks = r#"
        { "name": "all", "type": "channel_slice", "from": "input" },
        { "name": "a", "type": "bn_prelu" },
        { "name": "b", "type": "conv", "kernel": 1, "from": "input" }"#;
    let plan = plan_of(blocks, r#""a", "b""#);
    assert_eq!(place(&plan, step(&plan, "a.act").input), ("input channels last", 0));
    assert_eq!(place(&plan, step(&plan, "b.conv").input), ("input channels last", 0));
}

#[test]
fn channel_slices_of_a_single_pixel_have_no_gaps() {
    let blocks = r#"
        { "name": "a", "type": "conv", "channels": 20, "kernel": 3 },
        { "name": "average", "type": "global_avg_pool" },
        { "name": "slice", "type": "channel_slice", "start": 3, "channels": 6 },
        { "name": "linear", "type": "linear", "features": 4 }"#;
    let plan = plan_of(blocks, r#""linear", "slice", "average""#);
    let linear = step(&plan, "linear");
    assert_eq!(place(&plan, linear.input), ("average", 3));
    assert_eq!(linear.kernel.input(), Map::dense(6, 1, 1));
    assert_eq!(place(&plan, Some(plan.outputs[1].operand)), ("average", 3));
}

/// No step reads and writes the same buffer.
#[test]
fn channel_slices_beside_their_map_are_copied_twice() {
    let blocks = r#"
        { "name": "a", "type": "conv", "channels": 20, "kernel": 3 },
        { "name": "slice", "type": "channel_slice", "start": 4, "channels": 9 },
        { "name": "both", "type": "concat", "from": ["a", "slice"] },
        { "name": "b", "type": "channel_slice", "start": 5, "channels": 20 },
        { "name": "again", "type": "concat", "from": ["both", "b"] }"#;
    let plan = plan_of(blocks, r#""again""#);
    assert_eq!(place(&plan, step(&plan, "both <- slice, first copy").input), ("both", 4));
    assert_eq!(place(&plan, Some(step(&plan, "both <- slice").output)), ("both", 20));
    // The second concatenation has a buffer of its own.
    assert_eq!(place(&plan, step(&plan, "again <- b").input), ("both", 5));
}

/// Fusions match the structure of a graph, whichever blocks it came from.
#[test]
fn units_out_of_blocks_have_the_plan_of_the_units() {
    let at = |spec: &str| plan(spec, &Overrides::default());
    let [units, by_hand] = ["tests/specs/units.json", "tests/specs/units_by_hand.json"].map(at);
    // The first line names the spec, the second counts the parameters that inference never reads.
    let steps = |plan: &Plan| plan.to_string().split_once("\narena").expect("a plan").1.to_owned();
    assert_eq!(steps(&units), steps(&by_hand));
    assert_eq!(units.recipe.parameters, by_hand.recipe.parameters);
    assert_eq!(units.recipe.packings, by_hand.recipe.packings);
    let kernels: Vec<String> = by_hand.steps.iter().map(|step| step.kernel.name()).collect();
    let fused: Vec<&String> = kernels.iter().filter(|name| name.ends_with("eesp_unit")).collect();
    assert_eq!(fused, ["strided_eesp_unit", "eesp_unit"], "{by_hand}");
}

/// A batch norm that is a block of its own folds into the convolution before it, as one in a `conv` does. If
/// the convolution has another reader, the batch norm is a step of its own.
#[test]
fn batch_norm_blocks_fold_into_convolutions() {
    let steps = |blocks: &str, outputs: &str| {
        let spec = format!(
            r#"{{
              "name": "norms",
              "input": {{ "channels": 3, "height": 9, "width": 7 }},
              "classes": 3,
              "blocks": [{blocks}],
              "outputs": [{outputs}]
            }}"#
        );
        let plan = compile(&spec, &Overrides::default()).expect("it compiles").plan;
        let steps: Vec<(String, Kernel)> =
            plan.steps.iter().map(|step| (step.label.clone(), step.kernel)).collect();
        (steps, plan.recipe)
    };
    let blocks = r#"
        { "name": "a.conv", "type": "conv", "channels": 20, "kernel": 3, "parts": { "conv": "" } },
        { "name": "a.bn", "type": "batch_norm" },
        { "name": "a.act", "type": "activation", "function": "prelu" }"#;
    let one = r#"{ "name": "a", "type": "conv", "channels": 20, "kernel": 3, "norm": "batch_norm", "activation": "prelu" }"#;
    let (apart, whole) = (steps(blocks, r#""a.act""#), steps(one, r#""a""#));
    assert_eq!(apart.0, whole.0);
    assert_eq!(apart.1.parameters, whole.1.parameters);
    assert_eq!(apart.1.packings, whole.1.packings);
    let (shared, _) = steps(blocks, r#""a.act", "a.conv""#);
    let labels: Vec<&str> = shared.iter().map(|(label, _)| label.as_str()).collect();
    assert!(labels.contains(&"a.conv") && labels.contains(&"a.act"), "{labels:?}");
}

#[test]
fn a_plan_is_a_function_of_spec_and_overrides() {
    let overrides = Overrides { width_multiplier: Some(1.5), ..Overrides::default() };
    for spec in ["models/espnetv2.json", "models/espnetv2_seg.json"] {
        let (first, second) = (plan(spec, &overrides), plan(spec, &overrides));
        assert_eq!(first.to_string(), second.to_string());
    }
}

#[test]
fn an_arena_beyond_the_bound_is_refused() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../models/espnetv2_seg.json");
    let text = fs::read_to_string(path).expect("the spec exists");
    let overrides = Overrides {
        width_multiplier: Some(2.0),
        height: Some(8192),
        width: Some(8192),
        ..Overrides::default()
    };
    let error = compile(&text, &overrides).expect_err("too large").to_string();
    assert!(error.contains("arena") && error.contains("choose a smaller"), "{error}");
}

#[test]
fn masks_take_the_operands_of_the_step_whose_place_they_take() {
    let (mut masks, mut larger, mut with_scratch) = (0, 0, 0);
    for (name, plan) in plans() {
        let Some(MaskPlan { step: mask, height, width }) = &plan.mask else { continue };
        let last = plan.steps.last().expect("a mask takes the place of a step");
        assert_eq!((mask.input, mask.output.place), (last.input, last.output.place), "{name}");
        let output = mask.kernel.output();
        assert_eq!((output.height, output.width), (*height, *width), "{name}");
        assert!(mask.output.len * size_of::<f32>() >= height * width, "{name}");
        let scratch = mask.scratch.map_or(0, |buffer| plan.buffers[buffer.0].len);
        assert!(scratch >= mask.kernel.scratch_len(), "{name}");
        // The mask's memory is checked like that of any other step.
        let mut with_mask = plan.clone();
        *with_mask.steps.last_mut().expect("the same step") = mask.clone();
        check_steps(&name, &with_mask);
        masks += 1;
        larger += usize::from(mask.output.len > last.output.len);
        with_scratch += usize::from(mask.scratch.is_some() && last.scratch.is_none());
    }
    assert!(masks > 20 && larger > 0 && with_scratch > 0, "{masks} {larger} {with_scratch}");
}

#[test]
fn masks_are_for_one_map_of_logits_that_a_byte_tells_apart() {
    let has_mask = |spec: &str, overrides: &Overrides| plan(spec, overrides).mask.is_some();
    let classes = |classes| Overrides { classes: Some(classes), ..Overrides::default() };
    assert!(has_mask("models/espnetv2_seg.json", &classes(256)));
    assert!(has_mask("tests/specs/enlarged.json", &classes(1)));
    assert!(has_mask("models/espnet.json", &classes(256)));
    for spec in ["models/espnetv2_seg.json", "models/espnet.json"] {
        assert!(!has_mask(spec, &classes(257)), "{spec}");
    }
    for spec in ["models/espnetv2.json", "tests/specs/custom.json", "tests/specs/every_block.json"]
    {
        assert!(!has_mask(spec, &Overrides::default()), "{spec}");
    }
}

#[test]
fn the_kernel_of_a_mask_follows_from_its_size() {
    let kernel = |spec: &str| plan(spec, &Overrides::default()).mask.expect("a mask").step.kernel;
    let resized = kernel("models/espnetv2_seg.json");
    assert!(matches!(resized, Kernel::ArgmaxBilinear(_)), "{resized}");
    let same = kernel("models/espnet.json");
    assert!(matches!(same, Kernel::Argmax(_)), "{same}");
    let Kernel::ArgmaxBilinear(eight) = kernel("models/espnet_c.json") else {
        panic!("the encoder's mask is enlarged")
    };
    assert_eq!((eight.input.height, eight.input.width), (64, 128));
    assert_eq!((eight.output.height, eight.output.width), (512, 1024));
}

#[test]
fn masks_of_a_size_that_cannot_be() {
    let problem = |channels: &str, last: &str| {
        let spec = format!(
            r#"{{
  "name": "maskless",
  "input": {{ "channels": 3, "height": 16, "width": 24 }},
  "classes": 3,
  "mask_size": "input",
  "blocks": [
    {{ "name": "a", "type": "conv", "channels": {channels}, "kernel": 3, "stride": 4 }},
    {last}
  ],
  "outputs": ["b"]
}}"#
        );
        compile(&spec, &Overrides::default()).err().map(|problems| problems.to_string())
    };
    let resize = r#"{ "name": "b", "type": "resize", "to": "input" }"#;
    assert_eq!(problem("\"classes\"", resize), None);
    let no_mask = "/mask_size: this network has no mask (line 5, column 16); a mask needs one output, a \
                   map of 2 to 256 classes: leave `mask_size` out";
    for (channels, last) in [
        ("300", resize),
        ("3", r#"{ "name": "b", "type": "global_avg_pool" }"#),
        ("1", r#"{ "name": "b", "type": "bn_prelu" }"#),
    ] {
        assert_eq!(problem(channels, last).as_deref(), Some(no_mask), "{channels} {last}");
    }
    assert_eq!(
        problem("3", r#"{ "name": "b", "type": "resize", "scale": 2 }"#).as_deref(),
        Some(
            "/mask_size: the last block resizes the logits to 8×12 (height×width), so a mask of the \
             input's 16×24 would resize them twice (line 5, column 16); let the last block resize to \
             the input's size, or leave `mask_size` out"
        )
    );
}

#[test]
fn room_for_longer_weights_is_not_read() {
    let linear = |linear_weights| {
        let overrides = Overrides { linear_weights, ..Overrides::default() };
        let plan = plan("models/espnetv2.json", &overrides);
        let step = plan.steps.last().expect("it has steps");
        assert!(matches!(step.kernel, Kernel::Linear(_)));
        (step.bytes(), step.weights.len() * size_of::<f32>())
    };
    let (chosen, short) = (linear(None), linear(Some(Precision::I16)));
    // Besides the weights of 63 panels, there are a block that states the form, and one number per
    // input.
    let beside = (16 + 1024) * size_of::<f32>();
    assert_eq!(chosen.0, short.0 + beside);
    assert_eq!(chosen.1, short.1 + beside + 63 * 16 * 1024);
}

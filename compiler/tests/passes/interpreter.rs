//! The interpreter: numbers that can be checked by hand, and errors.

use std::collections::BTreeMap;

use espnet_abi::kernel::Precision;
use espnet_checkpoint::Tensor;
use espnet_compiler::ir::{
    AdaptiveAvgPool, AvgPool, ChannelShuffle, ChannelSlice, GlobalAvgPool, Graph, Linear, MaxPool,
    Mul, NodeId, Op, Relu, Relu6, ResizeBilinear, Shape, Sigmoid,
    interpret::{RunError, run},
};

use crate::networks::Network;

/// Computes the value of the node that `add` adds, for this input.
fn value(
    shape: Shape,
    input: &[f32],
    tensors: &[(&str, &[usize], &[f32])],
    add: impl FnOnce(&mut Network, NodeId) -> NodeId,
) -> Vec<f32> {
    let (mut network, x) = Network::new(shape);
    let y = add(&mut network, x);
    let graph = network.finish(y).graph;
    let values = run(&graph, &map(tensors), &[("input", input)]);
    values.unwrap_or_else(|error| panic!("{error}"))[&y].clone()
}

fn map(tensors: &[(&str, &[usize], &[f32])]) -> BTreeMap<String, Tensor> {
    tensors
        .iter()
        .map(|&(name, shape, data)| {
            let tensor = Tensor::new(shape.to_vec(), data.to_vec());
            (name.to_string(), tensor.expect("as many numbers as the shape says"))
        })
        .collect()
}

fn op(op: impl Into<Op>) -> impl FnOnce(&mut Network, NodeId) -> NodeId {
    |network, x| network.graph.add("y", op, &[x])
}

const NINE: [f32; 9] = [1., 2., 3., 4., 5., 6., 7., 8., 9.];

#[test]
fn convolution_pads_with_zeros_and_does_not_flip_the_kernel() {
    let weight: (&str, &[usize], &[f32]) =
        ("y.weight", &[1, 1, 3, 3], &[1., 10., 100., 0., 0., 0., 0., 0., 0.]);
    let shape = Shape::new(1, 3, 3);
    let y = value(shape, &NINE, &[weight], |network, x| {
        network.conv("y", x, 1, 1, |conv| (conv.kernel, conv.padding) = (3, 1))
    });
    // Each output reads the row above it.
    assert_eq!(y, [0., 0., 0., 210., 321., 32., 540., 654., 65.]);
    let strided = value(shape, &NINE, &[weight], |network, x| {
        network.conv("y", x, 1, 1, |conv| (conv.kernel, conv.padding, conv.stride) = (3, 1, 2))
    });
    assert_eq!(strided, [y[0], y[2], y[6], y[8]]);
    let dilated = value(shape, &NINE, &[weight], |network, x| {
        network.conv("y", x, 1, 1, |conv| (conv.kernel, conv.padding, conv.dilation) = (3, 2, 2))
    });
    // Two rows up, and two columns to each side.
    assert_eq!(dilated, [0., 0., 0., 0., 0., 0., 310., 20., 31.]);
}

/// The numbers of PyTorch's `nn.ConvTranspose2d(2, 1, 2, stride=2)`, and of one with other channels.
#[test]
fn transposed_convolution_puts_each_pixel_times_the_kernel_in_its_place() {
    let weight: (&str, &[usize], &[f32]) =
        ("y.weight", &[2, 1, 2, 2], &[1., 2., 3., 4., 10., 20., 30., 40.]);
    let bias: (&str, &[usize], &[f32]) = ("y.bias", &[1], &[0.5]);
    let y = value(Shape::new(2, 1, 2), &[1., 2., 3., 5.], &[weight, bias], |network, x| {
        network.conv_transpose("y", x, 1, 2, |conv| conv.bias = Some("y.bias".into()))
    });
    assert_eq!(y, [31.5, 62.5, 52.5, 104.5, 93.5, 124.5, 156.5, 208.5]);
    // The weights are input by input.
    let weight: (&str, &[usize], &[f32]) = ("y.weight", &[2, 2, 1, 1], &[3., 7., 10., 20.]);
    let y = value(Shape::new(2, 1, 2), &[1., 2., 1., 0.], &[weight], |network, x| {
        network.conv_transpose("y", x, 2, 1, |_| {})
    });
    assert_eq!(y, [13., 6., 27., 14.]);
}

#[test]
fn groups_read_their_own_channels() {
    let weight: (&str, &[usize], &[f32]) = ("y.weight", &[2, 2, 1, 1], &[1., 10., 100., 1000.]);
    let bias: (&str, &[usize], &[f32]) = ("y.bias", &[2], &[0.5, 0.25]);
    let y = value(Shape::new(4, 1, 1), &[1., 2., 3., 4.], &[weight, bias], |network, x| {
        network.conv("y", x, 2, 2, |conv| conv.bias = Some("y.bias".into()))
    });
    assert_eq!(y, [21.5, 4300.25]);
}

#[test]
fn batch_norm_folds_to_the_same() {
    let tensors: [(&str, &[usize], &[f32]); 5] = [
        ("conv.weight", &[1, 1, 1, 1], &[2.0]),
        ("bn.weight", &[1], &[3.0]),
        ("bn.bias", &[1], &[0.5]),
        ("bn.running_mean", &[1], &[1.0]),
        ("bn.running_var", &[1], &[4.0 - 1e-5]),
    ];
    let y = value(Shape::new(1, 1, 2), &[1., 2.], &tensors, |network, x| {
        let x = network.conv("conv", x, 1, 1, |_| {});
        network.bn("bn", x)
    });
    // (2 − 1)·3/2 + 0.5 and (4 − 1)·3/2 + 0.5, up to the rounding of ε.
    assert!((y[0] - 2.0).abs() < 1e-6 && (y[1] - 5.0).abs() < 1e-6, "{y:?}");
}

#[test]
fn average_pooling_counts_the_padding() {
    let pool = AvgPool { kernel: 3, stride: 2, padding: 1 };
    let y = value(Shape::new(1, 3, 3), &NINE, &[], op(pool));
    assert_eq!(y, [12. / 9., 16. / 9., 24. / 9., 28. / 9.]);
}

#[test]
fn max_pooling_passes_over_the_padding() {
    let pool = MaxPool { kernel: 3, stride: 2, padding: 1 };
    let shape = Shape::new(1, 3, 3);
    assert_eq!(value(shape, &NINE, &[], op(pool.clone())), [5., 6., 8., 9.]);
    assert_eq!(value(shape, &NINE.map(|x| -x), &[], op(pool.clone())), [-1., -2., -4., -5.]);
    // PyTorch's largest number of a window with NaN is NaN too.
    let mut nan = NINE;
    nan[1] = f32::NAN;
    let y = value(shape, &nan, &[], op(pool));
    assert!(y[0].is_nan() && y[1].is_nan() && y[2..] == [8., 9.], "{y:?}");
}

#[test]
fn adaptive_pooling_has_windows_that_overlap() {
    // The windows of five pixels: 0…1, 1…3, 3…4.
    let pool = AdaptiveAvgPool { height: 1, width: 3 };
    let shape = Shape::new(1, 1, 5);
    let input = [1., 2., 4., 8., 16.];
    assert_eq!(value(shape, &input, &[], op(pool)), [1.5, 14. / 3., 12.]);
    // The windows of two pixels: the first, both, the second.
    let pool = AdaptiveAvgPool { height: 1, width: 3 };
    assert_eq!(value(Shape::new(1, 1, 2), &[1., 2.], &[], op(pool)), [1., 1.5, 2.]);
    assert_eq!(value(shape, &input, &[], op(GlobalAvgPool)), [31. / 5.]);
}

#[test]
fn bilinear_resizing_aligns_corners() {
    let resize = |height, width| op(ResizeBilinear { height, width });
    let y = value(Shape::new(1, 2, 2), &[0., 1., 2., 3.], &[], resize(3, 3));
    assert_eq!(y, [0., 0.5, 1., 1., 1.5, 2., 2., 2.5, 3.]);
    // The outputs are at positions 0, 4/3, 8/3 and 4 of five pixels.
    let y = value(Shape::new(1, 1, 5), &[0., 3., 6., 9., 12.], &[], resize(1, 4));
    for (y, expected) in y.iter().zip([0., 4., 8., 12.]) {
        assert!((y - expected).abs() < 1e-5, "{y} should be {expected}");
    }
    // A single output reads the first input.
    assert_eq!(value(Shape::new(1, 1, 2), &[7., 9.], &[], resize(2, 1)), [7., 7.]);
}

#[test]
fn shuffling_interleaves_groups() {
    let shuffle = ChannelShuffle { groups: 2 };
    let y = value(Shape::new(6, 1, 1), &[0., 1., 2., 3., 4., 5.], &[], op(shuffle));
    assert_eq!(y, [0., 3., 1., 4., 2., 5.]);
}

#[test]
fn slices_are_ranges_of_channels() {
    let slice = ChannelSlice { start: 1, channels: 2 };
    let y = value(Shape::new(4, 1, 2), &[0., 1., 2., 3., 4., 5., 6., 7.], &[], op(slice));
    assert_eq!(y, [2., 3., 4., 5.]);
}

#[test]
fn products_scale_channels_or_numbers() {
    let y = value(Shape::new(2, 1, 2), &[1., 2., 3., 5.], &[], |network, x| {
        let average = network.graph.add("average", GlobalAvgPool, &[x]);
        let gated = network.graph.add("gated", Mul, &[x, average]);
        network.graph.add("squared", Mul, &[gated, gated])
    });
    assert_eq!(y, [2.25, 9., 144., 400.]);
}

#[test]
fn activations_and_linear() {
    let slopes: (&str, &[usize], &[f32]) = ("y.weight", &[2], &[0.5, -1.0]);
    let shape = Shape::new(2, 1, 2);
    let y = value(shape, &[-2., 2., -2., 2.], &[slopes], |network, x| network.prelu("y", x));
    assert_eq!(y, [-1., 2., 2., 2.]);
    assert_eq!(value(Shape::new(1, 1, 1), &[0.], &[], op(Sigmoid)), [0.5]);
    assert_eq!(value(shape, &[-2., 7., -0.5, 2.], &[], op(Relu)), [0., 7., 0., 2.]);
    assert_eq!(value(shape, &[-2., 7., -0.5, 2.], &[], op(Relu6)), [0., 6., 0., 2.]);

    let linear = |precision| {
        op(Linear {
            weight: "w".into(),
            bias: Some("b".into()),
            in_features: 2,
            out_features: 2,
            precision,
        })
    };
    let tensors: [(&str, &[usize], &[f32]); 2] =
        [("w", &[2, 2], &[1., 2., 3., 4.]), ("b", &[2], &[10., 20.])];
    let (shape, exact) = (Shape::new(2, 1, 1), linear(Precision::F32));
    assert_eq!(value(shape, &[1., 10.], &tensors, exact), [31., 63.]);

    // The steps of the outputs are 1 and 2, so 2.25 is rounded to 2, and 4 is exact.
    let weights: [(&str, &[usize], &[f32]); 2] =
        [("w", &[2, 2], &[32767., 2.25, 65534., 4.]), ("b", &[2], &[-32767., 20.])];
    assert_eq!(value(shape, &[1., 10.], &weights, linear(Precision::I16)), [20., 65594.]);
    assert_eq!(value(shape, &[1., 10.], &weights, linear(Precision::F32)), [22.5, 65594.]);
}

#[test]
fn everything_that_is_missing_is_named_at_once() {
    let (mut network, x) = Network::new(Shape::new(3, 2, 2));
    let x = network.conv("conv", x, 8, 1, |_| {});
    let x = network.prelu("act", x);
    let graph = network.finish(x).graph;
    let tensors = map(&[("conv.weight", &[8, 3, 3, 3], &[0.0; 8 * 27])]);
    let RunError::Operands(problems) =
        run(&graph, &tensors, &[("image", &[0.0])]).expect_err("nothing fits")
    else {
        panic!("the graph is sound")
    };
    assert_eq!(
        problems,
        [
            "parameter conv.weight has shape [8, 3, 3, 3], should have [8, 3, 1, 1]",
            "parameter act.weight of shape [8] is missing",
            "input input of shape 3×2×2 is missing",
            "image is no input of the network",
        ]
    );
    let error = run(&graph, &tensors, &[("input", &[0.0])]).expect_err("too short").to_string();
    assert!(error.contains("input input of shape 3×2×2 has 12 numbers, is given 1"), "{error}");
    assert!(matches!(run(&Graph::new("empty"), &tensors, &[]), Err(RunError::Graph(_))));
}

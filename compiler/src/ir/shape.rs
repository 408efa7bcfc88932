//! Shapes of values, and the shape that an operator makes of its operands'.

use std::fmt;

use thiserror::Error;

use super::{Conv2d, Hff, Op, PyramidPool, StridedEespUnit};

/// C×H×W of a value; N is always 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shape {
    /// C.
    pub channels: usize,
    /// H.
    pub height: usize,
    /// W.
    pub width: usize,
}

impl Shape {
    /// C×H×W.
    pub const fn new(channels: usize, height: usize, width: usize) -> Self {
        Shape { channels, height, width }
    }

    /// H·W.
    pub const fn pixels(self) -> usize {
        self.height * self.width
    }

    /// C·H·W.
    pub const fn len(self) -> usize {
        self.channels * self.pixels()
    }

    /// Whether it holds no number.
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }

    fn with_channels(self, channels: usize) -> Self {
        Shape { channels, ..self }
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}×{}×{}", self.channels, self.height, self.width)
    }
}

/// An operator does not take operands of these shapes.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{op}: {problem}")]
pub struct ShapeError {
    /// Name of the operator.
    pub op: &'static str,
    /// What does not fit.
    pub problem: String,
}

/// The shape that `op` makes of operands of shapes `inputs`.
///
/// # Errors
/// If the number of operands or their shapes do not suit the operator.
pub fn output_shape(op: &Op, inputs: &[Shape]) -> Result<Shape, ShapeError> {
    let error = |problem: String| ShapeError { op: op.name(), problem };
    let fail = |problem: String| Err(error(problem));
    match op.arity() {
        Some(arity) if inputs.len() != arity => {
            return fail(format!("takes {arity} operands, has {}", inputs.len()));
        }
        None if inputs.is_empty() => return fail("takes at least one operand".into()),
        _ => {}
    }
    let channels = |expected: usize| match inputs[0].channels {
        channels if channels == expected => Ok(inputs[0]),
        channels => fail(format!("expects {expected} channels, is given {channels}")),
    };
    let output = match op {
        Op::Input(shape) => *shape,
        Op::Conv2d(conv) => {
            channels(conv.in_channels)?;
            let output = conv_shape(conv, inputs[0]).map_err(error)?;
            epilogue_operands(&conv.epilogue, &inputs[1..], output).map_err(error)?;
            output
        }
        Op::BatchNorm(norm) => channels(norm.channels)?,
        Op::PRelu(prelu) => channels(prelu.channels)?,
        Op::Elementwise(epilogue) => {
            for channels in epilogue.params().iter().map(|param| param.shape[0]) {
                if channels != inputs[0].channels {
                    return fail(format!(
                        "expects {channels} channels, is given {}",
                        inputs[0].channels
                    ));
                }
            }
            epilogue_operands(epilogue, &inputs[1..], inputs[0]).map_err(error)?;
            inputs[0]
        }
        Op::Sigmoid => inputs[0],
        Op::Add if inputs[0] != inputs[1] => {
            return fail(format!("operands differ: {} and {}", inputs[0], inputs[1]));
        }
        Op::Add => inputs[0],
        Op::Mul if inputs[1] != inputs[0] && inputs[1] != Shape::new(inputs[0].channels, 1, 1) => {
            return fail(format!("{} cannot scale {}", inputs[1], inputs[0]));
        }
        Op::Mul => inputs[0],
        Op::Concat => {
            let mut sum = 0usize;
            for input in inputs {
                if (input.height, input.width) != (inputs[0].height, inputs[0].width) {
                    return fail(format!("operands differ in size: {} and {input}", inputs[0]));
                }
                sum = sum.saturating_add(input.channels);
            }
            inputs[0].with_channels(sum)
        }
        Op::AvgPool(pool) => {
            let axis = |size| window_positions(size, pool.kernel, pool.stride, pool.padding);
            match (axis(inputs[0].height), axis(inputs[0].width)) {
                (Some(height), Some(width)) => Shape { height, width, ..inputs[0] },
                _ => return fail(format!("the window is larger than the map of {}", inputs[0])),
            }
        }
        Op::AdaptiveAvgPool(pool) => Shape { height: pool.height, width: pool.width, ..inputs[0] },
        Op::GlobalAvgPool => Shape::new(inputs[0].channels, 1, 1),
        Op::Head(head) => {
            channels(head.depthwise.in_channels)?;
            let made = conv_shape(&head.depthwise, inputs[0]).map_err(error)?;
            Shape::new(conv_shape(&head.pointwise, made).map_err(error)?.channels, 1, 1)
        }
        Op::ResizeBilinear(resize) => {
            Shape { height: resize.height, width: resize.width, ..inputs[0] }
        }
        Op::ChannelShuffle(shuffle) => {
            if shuffle.groups == 0 || !inputs[0].channels.is_multiple_of(shuffle.groups) {
                return fail(format!(
                    "{} groups do not divide {} channels",
                    shuffle.groups, inputs[0].channels
                ));
            }
            inputs[0]
        }
        Op::Linear(linear) => {
            if inputs[0] != Shape::new(linear.in_features, 1, 1) {
                return fail(format!("expects {}×1×1, is given {}", linear.in_features, inputs[0]));
            }
            Shape::new(linear.out_features, 1, 1)
        }
        Op::Hff(hff) => hff_shape(hff, channels(hff.channels)?).map_err(error)?,
        Op::EespUnit(unit) => {
            channels(unit.project.in_channels)?;
            let branch = conv_shape(&unit.project, inputs[0]).map_err(error)?;
            let merged = hff_shape(&unit.hff, branch).map_err(error)?;
            conv_shape(&unit.expand, merged).map_err(error)?
        }
        Op::StridedEespUnit(unit) => {
            channels(unit.stem.as_ref().unwrap_or(&unit.project).in_channels)?;
            strided_shape(unit, inputs).map_err(error)?
        }
        Op::PyramidPool(pool) => {
            channels(pool.channels())?;
            pyramid_shape(pool, inputs).map_err(error)?
        }
    };
    if output.is_empty() {
        return fail(format!("makes an empty value of shape {output}"));
    }
    Ok(output)
}

fn window_positions(size: usize, window: usize, stride: usize, padding: usize) -> Option<usize> {
    let rest = size.checked_add(padding.checked_mul(2)?)?.checked_sub(window)?;
    Some(rest.checked_div(stride)? + 1)
}

fn conv_shape(conv: &Conv2d, input: Shape) -> Result<Shape, String> {
    let divides = |channels: usize| conv.groups > 0 && channels.is_multiple_of(conv.groups);
    if !divides(conv.in_channels) || !divides(conv.out_channels) {
        return Err(format!(
            "{} groups do not divide {} input and {} output channels",
            conv.groups, conv.in_channels, conv.out_channels
        ));
    }
    if conv.shuffle == 0 || !conv.in_channels.is_multiple_of(conv.shuffle) {
        return Err(format!(
            "a shuffle of {} groups does not divide {} channels",
            conv.shuffle, conv.in_channels
        ));
    }
    if conv.kernel == 0 || conv.stride == 0 || conv.dilation == 0 {
        return Err("kernel, stride and dilation are at least 1".into());
    }
    let window = conv.effective_receptive_field();
    let axis = |size| window_positions(size, window, conv.stride, conv.padding);
    match (axis(input.height), axis(input.width)) {
        (Some(height), Some(width)) => Ok(Shape::new(conv.out_channels, height, width)),
        _ => Err(format!(
            "a kernel of {window}×{window} pixels does not fit a map of {input} padded by {}",
            conv.padding
        )),
    }
}

fn hff_shape(hff: &Hff, input: Shape) -> Result<Shape, String> {
    if hff.weights.len() != hff.dilations.len() {
        return Err(format!("{} weights for {} branches", hff.weights.len(), hff.dilations.len()));
    }
    Ok(Shape::new(
        hff.out_channels(),
        (input.height - 1) / hff.stride + 1,
        (input.width - 1) / hff.stride + 1,
    ))
}

impl StridedEespUnit {
    /// The shape of the map that the unit halves: its first operand, or what its stem makes of that.
    ///
    /// # Errors
    /// If the stem's window does not fit the operand.
    pub fn map(&self, operand: Shape) -> Result<Shape, String> {
        match &self.stem {
            Some(stem) => conv_shape(stem, operand),
            None => Ok(operand),
        }
    }
}

/// Of a map and, where the unit has a shortcut, the image it reads.
fn strided_shape(unit: &StridedEespUnit, inputs: &[Shape]) -> Result<Shape, String> {
    let map = unit.map(inputs[0])?;
    let branch = conv_shape(&unit.project, map)?;
    let expanded = conv_shape(&unit.expand, hff_shape(&unit.hff, branch)?)?;
    let output = expanded.with_channels(map.channels.saturating_add(expanded.channels));
    if let (Some(shortcut), Some(&image)) = (&unit.shortcut, inputs.get(1)) {
        if image.channels != shortcut.in_channels {
            return Err(format!(
                "expects an image of {} channels, is given {}",
                shortcut.in_channels, image.channels
            ));
        }
        let added = conv_shape(shortcut, image)?;
        if added != output {
            return Err(format!("an image's {added} cannot be added to {output}"));
        }
    }
    Ok(output)
}

fn pyramid_shape(pool: &PyramidPool, inputs: &[Shape]) -> Result<Shape, String> {
    let (map, given) = (inputs[0], &inputs[1..]);
    if let Some(other) = given.iter().find(|other| other.channels != map.channels) {
        return Err(format!("a branch of {other} differs in channels from {map}"));
    }
    let stages = map.with_channels(pool.branches.len().saturating_mul(map.channels));
    if pool.merge.in_channels != stages.channels {
        return Err(format!(
            "merges {} channels, its branches have {}",
            pool.merge.in_channels, stages.channels
        ));
    }
    let merged = conv_shape(&pool.merge, stages)?;
    if merged != map {
        return Err(format!("merges {map} into {merged}"));
    }
    conv_shape(&pool.expand, merged)
}

fn epilogue_operands(
    epilogue: &super::Epilogue,
    operands: &[Shape],
    output: Shape,
) -> Result<(), String> {
    let mut operands = operands.iter();
    if epilogue.gate
        && let Some(gate) = operands.next()
        && *gate != Shape::new(output.channels, 1, 1)
    {
        return Err(format!("a gate of {gate} cannot scale {output}"));
    }
    if epilogue.residual
        && let Some(residual) = operands.next()
        && *residual != output
    {
        return Err(format!("a residual of {residual} cannot be added to {output}"));
    }
    Ok(())
}

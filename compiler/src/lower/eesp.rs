//! Lowers the EESP unit and its strided form (ESPNetv2, sections 3.1 and 3.2).

use super::builder::{ConvShape, Failure, GraphBuilder};
use crate::{
    ir::{Add, Concat, NodeId, Operator, PRelu, Shape, ops::avg_pool_3x3_s2},
    spec::{
        ActivationFunction, BRANCHES, Limit, MAX_CHANNELS, ResolvedBlock, ResolvedEesp,
        ResolvedStridedEesp,
    },
};

/// Lowers an `eesp`.
pub(super) fn unit(
    builder: &mut GraphBuilder<'_>,
    block: &ResolvedBlock,
    input: NodeId,
    fields: &ResolvedEesp,
) -> Result<NodeId, Failure> {
    let unit = Unit {
        name: &block.module,
        channels: fields.channels.unwrap_or(builder.shape(input).channels),
        branches: fields.branches,
        stride: 1,
        limit: &fields.limit,
    };
    unit.check(builder, block, input, 0)?;
    unit.lower(builder, block, input)
}

/// Lowers a `strided_eesp`.
pub(super) fn strided(
    builder: &mut GraphBuilder<'_>,
    block: &ResolvedBlock,
    input: NodeId,
    fields: &ResolvedStridedEesp,
) -> Result<NodeId, Failure> {
    let pooled = builder.shape(input).channels;
    let unit = Unit {
        name: &format!("{}.eesp", block.module),
        channels: fields.channels.saturating_sub(pooled),
        branches: fields.branches,
        stride: 2,
        limit: &fields.limit,
    };
    unit.check(builder, block, input, pooled)?;
    let name = &block.module;
    let pooled = builder.add(block, &format!("{name}.avg"), avg_pool_3x3_s2(), &[input])?;
    let eesp = unit.lower(builder, block, input)?;
    let mut value =
        builder.add(block, &format!("{name}.concat"), Concat.into(), &[pooled, eesp])?;
    if let Some(image) = fields.image {
        let image = builder.value(image)?;
        let image = shrink(builder, block, image, builder.shape(value))?;
        let channels = builder.shape(image).channels;
        let part = |part: &str| format!("{name}.inp_reinf.{part}");
        let shape = ConvShape::three(channels, 1);
        let reinforced = builder.conv(block, &part("0.conv"), image, shape)?;
        let reinforced = builder.norm_prelu(block, [&part("0.bn"), &part("0.act")], reinforced)?;
        let shape = ConvShape::pointwise(builder.shape(value).channels, 1);
        let reinforced = builder.conv(block, &part("1.conv"), reinforced, shape)?;
        let reinforced = builder.norm(block, &part("1.bn"), reinforced)?;
        value = builder.add(block, &format!("{name}.add"), Add.into(), &[value, reinforced])?;
    }
    if fields.unused_image_shortcut {
        let (image, channels) = (builder.image_channels(), builder.shape(value).channels);
        let part = |part: &str| format!("{name}.inp_reinf.{part}");
        let first = builder.conv_op(&part("0.conv"), image, ConvShape::three(image, 1));
        let second = builder.conv_op(&part("1.conv"), image, ConvShape::pointwise(channels, 1));
        let slopes = PRelu { weight: part("0.act.weight"), channels: image };
        builder.unused(block, &first.params())?;
        builder.unused(block, &builder.norm_op(&part("0.bn"), image).params())?;
        builder.unused(block, &[slopes.param()])?;
        builder.unused(block, &second.params())?;
        builder.unused(block, &builder.norm_op(&part("1.bn"), channels).params())?;
    }
    builder.activation(block, &format!("{name}.act"), ActivationFunction::Prelu, value)
}

/// Halves the image repeatedly until it has the size of `map`.
fn shrink(
    builder: &mut GraphBuilder<'_>,
    block: &ResolvedBlock,
    image: NodeId,
    map: Shape,
) -> Result<NodeId, Failure> {
    let first = builder.shape(image);
    let mut image = image;
    for step in 0.. {
        let shape = builder.shape(image);
        if (shape.height, shape.width) == (map.height, map.width) {
            break;
        }
        // Halving ends at 1×1, and no map is smaller than that.
        if shape.height < map.height || shape.width < map.width {
            let message = format!(
                "an image of {}×{} pixels, halved again and again, never has the {}×{} of the map",
                first.height, first.width, map.height, map.width
            );
            let help = "give the image that the map was made from by halving";
            return Err(builder.problem(block, "image", message).with_help(help).into());
        }
        let name = format!("{}.image.{step}", block.module);
        image = builder.add(block, &name, avg_pool_3x3_s2(), &[image])?;
    }
    Ok(image)
}

/// An EESP unit with all settings known.
struct Unit<'a> {
    /// PyTorch path.
    name: &'a str,
    /// C of the output.
    channels: usize,
    /// K, the number of branches.
    branches: usize,
    /// The stride, 1 or 2.
    stride: usize,
    limit: &'a Limit,
}

impl Unit<'_> {
    /// Refuses channel counts that do not suit K branches with K groups. K must divide the channels of the
    /// input, and K² those that the unit computes. The `pooled` channels are the other part of the block's
    /// output.
    fn check(
        &self,
        builder: &GraphBuilder<'_>,
        block: &ResolvedBlock,
        input: NodeId,
        pooled: usize,
    ) -> Result<(), Failure> {
        let shape = builder.shape(input);
        let (k, quantum) = (self.branches, self.branches * self.branches);
        let output = self.channels + pooled;
        let own =
            ["branches", "channels"].into_iter().find(|field| builder.has_field(block, field));
        let takes_over = pooled == 0 && self.channels == shape.channels;
        let mut problems = Vec::new();
        let mut problem = |message: String, fitting: String| {
            let help = self.or_branches(fitting, shape.channels);
            problems.push(builder.problem(block, own.unwrap_or(""), message).with_help(help));
        };
        if !shape.channels.is_multiple_of(k) && !takes_over {
            let from = &format!("`{}`", builder.value_name(block.inputs[0]));
            problem(
                format!("{k} branches do not divide the {} channels of {from}", shape.channels),
                nearest(shape.channels, 0, k, from),
            );
        }
        if self.channels == 0 {
            problem(
                format!("the output has no more channels than the input, {pooled}"),
                nearest(output, pooled, quantum, "the output"),
            );
        } else if !self.channels.is_multiple_of(quantum) {
            let made = match pooled {
                0 => format!("{output} channels"),
                _ => format!(
                    "the {} channels that {output} adds to the {pooled} pooled",
                    self.channels
                ),
            };
            problem(
                format!(
                    "{k} branches of {k} groups do not divide {made}: {} is no multiple of {quantum}",
                    self.channels
                ),
                nearest(output, pooled, quantum, "the output"),
            );
        }
        if problems.is_empty() {
            return Ok(());
        }
        let size = |size: usize| size.div_ceil(self.stride);
        let shape = Shape::new(output, size(shape.height), size(shape.width));
        Err(Failure::Shaped(problems, shape))
    }

    /// Appends the numbers of branches that suit the present channels to a suggestion.
    fn or_branches(&self, fitting: String, input: usize) -> String {
        let fits = |k: &usize| {
            input.is_multiple_of(*k) && self.channels > 0 && self.channels.is_multiple_of(k * k)
        };
        let counts: Vec<String> =
            (BRANCHES.0..=BRANCHES.1).filter(fits).map(|k| k.to_string()).collect();
        match counts.is_empty() {
            true => fitting,
            false => format!("{fitting}, or {} branches", counts.join(" or ")),
        }
    }

    fn lower(
        &self,
        builder: &mut GraphBuilder<'_>,
        block: &ResolvedBlock,
        input: NodeId,
    ) -> Result<NodeId, Failure> {
        let part = |part: &str| format!("{}.{part}", self.name);
        let (k, n) = (self.branches, self.channels / self.branches);
        let reduced =
            builder.conv(block, &part("proj_1x1.conv"), input, ConvShape::pointwise(n, k))?;
        let reduced =
            builder.norm_prelu(block, [&part("proj_1x1.bn"), &part("proj_1x1.act")], reduced)?;
        let mut convs = Vec::with_capacity(k);
        let mut sums: Vec<NodeId> = Vec::with_capacity(k);
        for i in 0..k {
            let dilation = i + 1;
            let shape = ConvShape {
                stride: self.stride,
                padding: dilation,
                dilation,
                ..ConvShape::three(n, n)
            };
            let conv = builder.conv(block, &part(&format!("spp_dw.{i}.conv")), reduced, shape)?;
            let sum = match sums.last() {
                Some(&before) => {
                    builder.add(block, &part(&format!("sum.{i}")), Add.into(), &[conv, before])?
                }
                None => conv,
            };
            convs.push(conv);
            sums.push(sum);
        }
        builder.branches(self.name, input, convs, self.limit.clone());
        let merged = builder.add(block, &part("concat"), Concat.into(), &sums)?;
        let names = [part("br_after_cat.bn"), part("br_after_cat.act")];
        let merged = builder.norm_prelu(block, [&names[0], &names[1]], merged)?;
        let shape = ConvShape::pointwise(self.channels, k);
        let expanded = builder.conv(block, &part("conv_1x1_exp.conv"), merged, shape)?;
        let expanded = builder.norm(block, &part("conv_1x1_exp.bn"), expanded)?;
        let act = part("module_act");
        if self.stride == 2 {
            let slopes = PRelu { weight: format!("{act}.weight"), channels: self.channels };
            builder.unused(block, &[slopes.param()])?;
            return Ok(expanded);
        }
        let value = match builder.shape(expanded) == builder.shape(input) {
            true => builder.add(block, &part("add"), Add.into(), &[expanded, input])?,
            false => expanded,
        };
        builder.activation(block, &act, ActivationFunction::Prelu, value)
    }
}

/// Returns the channel counts next to `channels` that exceed `base` by a multiple of `quantum`, in words.
fn nearest(channels: usize, base: usize, quantum: usize, what: &str) -> String {
    let below = base + channels.saturating_sub(base) / quantum * quantum;
    let choices: Vec<String> = [below, below + quantum]
        .into_iter()
        .filter(|&count| count > base && count <= MAX_CHANNELS)
        .map(|count| count.to_string())
        .collect();
    match choices.is_empty() {
        true => format!("lower the channels of {what}"),
        false => format!("give {what} {} channels", choices.join(" or ")),
    }
}

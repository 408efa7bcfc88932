//! Resolves the fields of one block.

use super::{
    Block, DilationPolicy, Eesp, Groups, Kind, Precision, Reads, Resize, ResolvedConv,
    ResolvedEesp, ResolvedKind, ResolvedPyramidPool, ResolvedStridedEesp, StridedEesp, Width,
    expand::Expansion, position::join, width::Widths,
};
use crate::{
    diagnostic::{Diagnostic, quoted},
    ir::{AdaptiveAvgPool, AvgPool, Limit},
};

/// What the fields of a block refer to, and where their problems go.
pub(super) struct Fields<'a, 'b> {
    pub widths: &'a mut Widths<'b>,
    pub expansion: &'a Expansion<'b>,
    pub dilation: DilationPolicy,
    /// What the invocation says of the weights of linear layers.
    pub linear_weights: Option<Precision>,
    /// K of the network.
    pub branches: usize,
    /// JSON pointer to the block.
    pub pointer: &'a str,
    pub problems: &'a mut Vec<Diagnostic>,
}

impl Fields<'_, '_> {
    /// The block's kind, or `None` with its problems reported.
    pub fn kind(&mut self, block: &Block) -> Option<ResolvedKind> {
        self.check_arity(block);
        Some(match &block.kind {
            Kind::Conv(conv) => {
                let channels = self.optional(&conv.channels);
                let groups = match &conv.groups {
                    Width::Named(name) if name == "channels" => Some(Groups::Depthwise),
                    Width::Named(name) if name == "gcd" => Some(Groups::Gcd),
                    width => self.width("groups", width).map(Groups::Count),
                };
                ResolvedKind::Conv(ResolvedConv {
                    channels: channels?,
                    kernel: conv.kernel,
                    stride: conv.stride,
                    padding: conv.padding.unwrap_or(conv.kernel / 2 * conv.dilation),
                    dilation: conv.dilation,
                    groups: groups?,
                    bias: conv.bias,
                    norm: conv.norm,
                    activation: conv.activation,
                    parts: conv.parts.clone(),
                })
            }
            Kind::Eesp(unit) => ResolvedKind::Eesp(self.eesp(unit)?),
            Kind::StridedEesp(unit) => ResolvedKind::StridedEesp(self.strided_eesp(unit)?),
            Kind::BnPrelu(norm) => ResolvedKind::BnPrelu(norm.parts.clone()),
            Kind::Activation(activate) => ResolvedKind::Activation(activate.function),
            Kind::EfficientPyramidPool(pool) => {
                let channels = self.width("channels", &pool.channels);
                let projection = self.width("projection", &pool.projection);
                ResolvedKind::EfficientPyramidPool(ResolvedPyramidPool {
                    channels: channels?,
                    projection: projection?,
                    scales: pool.scales.clone(),
                    last_layer_br: pool.last_layer_br,
                })
            }
            Kind::EfficientPwConv(conv) => {
                let channels = self.width("channels", &conv.channels)?;
                ResolvedKind::EfficientPwConv { channels }
            }
            Kind::Resize(resize) => self.resize(resize)?,
            Kind::Add(_) => ResolvedKind::Add,
            Kind::Mul(_) => ResolvedKind::Mul,
            Kind::Concat(_) => ResolvedKind::Concat,
            Kind::GlobalAvgPool(_) => ResolvedKind::GlobalAvgPool,
            Kind::AvgPool(pool) => {
                let (kernel, padding, most) = (pool.kernel, pool.padding, pool.kernel / 2);
                if padding > most {
                    let message = format!("the padding {padding} exceeds half the kernel");
                    self.problem("padding", &message, &format!("it is at most {most}"));
                }
                let stride = pool.stride.unwrap_or(kernel);
                ResolvedKind::AvgPool(AvgPool { kernel, stride, padding })
            }
            Kind::AdaptiveAvgPool(pool) => {
                let (height, width) = (pool.height, pool.width);
                ResolvedKind::AdaptiveAvgPool(AdaptiveAvgPool { height, width })
            }
            Kind::ChannelShuffle(shuffle) => {
                ResolvedKind::ChannelShuffle { groups: self.width("groups", &shuffle.groups)? }
            }
            Kind::Linear(linear) => {
                let features = self.width("features", &linear.features)?;
                let weights = self.linear_weights.unwrap_or(linear.weights);
                ResolvedKind::Linear { features, bias: linear.bias, weights }
            }
        })
    }

    fn eesp(&mut self, unit: &Eesp) -> Option<ResolvedEesp> {
        let branches = unit.branches.unwrap_or(self.branches);
        let limit = self.limit(unit.limit, unit.dilations.as_deref(), branches);
        Some(ResolvedEesp { channels: self.optional(&unit.channels)?, branches, limit: limit? })
    }

    fn strided_eesp(&mut self, unit: &StridedEesp) -> Option<ResolvedStridedEesp> {
        let branches = unit.branches.unwrap_or(self.branches);
        let limit = self.limit(unit.limit, unit.dilations.as_deref(), branches);
        let channels = self.width("channels", &unit.channels);
        if unit.image.is_some() && unit.unused_image_shortcut {
            let message = "a unit with an `image` uses its image shortcut";
            self.problem("unused_image_shortcut", message, "leave one of the two fields out");
        }
        let image = match &unit.image {
            Some(name) => {
                let pointer = join(self.pointer, "image");
                Some(self.expansion.find(name, &pointer, self.problems)?)
            }
            None => None,
        };
        Some(ResolvedStridedEesp {
            channels: channels?,
            branches,
            limit: limit?,
            image,
            unused_image_shortcut: unit.unused_image_shortcut,
        })
    }

    fn resize(&mut self, resize: &Resize) -> Option<ResolvedKind> {
        match (resize.scale, &resize.to) {
            (Some(scale), None) => Some(ResolvedKind::ResizeBy { scale }),
            (None, Some(name)) => {
                let pointer = join(self.pointer, "to");
                self.expansion.find(name, &pointer, self.problems).map(ResolvedKind::ResizeTo)
            }
            (scale, _) => {
                let found = if scale.is_some() { "both" } else { "neither" };
                let message = format!("a resize with {found} of `scale` and `to`");
                self.problem("", &message, "give one of them");
                None
            }
        }
    }

    /// What bounds a unit's dilations under the policy.
    fn limit(
        &mut self,
        limit: Option<usize>,
        dilations: Option<&[usize]>,
        branches: usize,
    ) -> Option<Limit> {
        let policy = self.dilation;
        match (limit, dilations) {
            (Some(_), Some(_)) => {
                let message = "the unit has both a `limit` and `dilations`";
                self.problem("", message, "leave one of them out");
            }
            (None, Some(list)) if list.len() != branches => {
                let message = format!("{} dilations for {branches} branches", list.len());
                self.problem("dilations", &message, "give one for each branch");
            }
            (None, Some(list)) => return Some(Limit::Explicit(list.to_vec())),
            (_, None) if policy == DilationPolicy::Explicit => {
                let help = "the policy `explicit` needs a list with one for each branch";
                self.problem("", "the unit has no `dilations`", help);
            }
            (Some(limit), None) => return Some(Limit::ReceptiveField(limit)),
            // The paper's rule needs no limit; this one is that of the widest candidate.
            (None, None) if policy == DilationPolicy::Paper => {
                return Some(Limit::ReceptiveField(2 * branches + 1));
            }
            (None, None) => {
                let help = "the policy `official` needs one of them, such as \"limit\": 9";
                self.problem("", "the unit has neither a `limit` nor `dilations`", help);
            }
        }
        None
    }

    /// How many values the block's kind reads.
    fn check_arity(&mut self, block: &Block) {
        let given = match &block.from {
            Some(Reads::Several(names)) => names.len(),
            _ => 1,
        };
        let (fits, takes) = match &block.kind {
            Kind::Add(_) | Kind::Concat(_) => (given >= 2, "two or more values"),
            Kind::Mul(_) => (given == 2, "two values"),
            _ => (given == 1, "one value"),
        };
        if !fits {
            let field = if block.from.is_some() { "from" } else { "" };
            let message = format!("{} reads {takes}, not {given}", quoted(&block.name));
            self.problem(field, &message, "name the blocks that it reads in `from`");
        }
    }

    fn width(&mut self, field: &str, width: &Width) -> Option<usize> {
        self.widths.at(width, &join(self.pointer, field), self.problems)
    }

    /// The block's `channels`: `None` on a problem, `Some(None)` where they are left out.
    fn optional(&mut self, channels: &Option<Width>) -> Option<Option<usize>> {
        match channels {
            Some(width) => self.width("channels", width).map(Some),
            None => Some(None),
        }
    }

    /// Reports a problem of a field, or of the block where `field` is empty.
    fn problem(&mut self, field: &str, message: &str, help: &str) {
        let pointer = match field {
            "" => self.pointer.to_owned(),
            field => join(self.pointer, field),
        };
        let problem = self.widths.positions.diagnostic(&pointer, message).with_help(help);
        self.problems.push(problem);
    }
}

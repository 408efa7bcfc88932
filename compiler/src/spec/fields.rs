//! Resolves the fields of a block.

use super::{
    Block, DilationPolicy, Groups, Kind, Reads, ResolvedKind, Width, expand::Expansion,
    position::join, width::Widths,
};
use crate::{diagnostic::Diagnostic, ir::Limit};

/// Resolves the fields of one block.
pub(super) struct Fields<'a, 'b> {
    pub widths: &'a mut Widths<'b>,
    pub expansion: &'a Expansion<'b>,
    pub dilation: DilationPolicy,
    /// K of the network.
    pub branches: usize,
}

impl Fields<'_, '_> {
    /// The block's kind, or `None` with its problems reported.
    pub fn kind(
        &mut self,
        block: &Block,
        pointer: &str,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<ResolvedKind> {
        self.check_arity(block, pointer, problems);
        Some(match &block.kind {
            Kind::Conv(conv) => ResolvedKind::Conv {
                channels: self.optional(&conv.channels, pointer, problems)?,
                kernel: conv.kernel,
                stride: conv.stride,
                padding: conv.padding.unwrap_or(conv.kernel / 2 * conv.dilation),
                dilation: conv.dilation,
                groups: match &conv.groups {
                    Width::Named(name) if name == "channels" => Groups::Depthwise,
                    Width::Named(name) if name == "gcd" => Groups::Gcd,
                    width => Groups::Count(self.width(width, pointer, "groups", problems)?),
                },
                bias: conv.bias,
                norm: conv.norm,
                activation: conv.activation,
                parts: conv.parts.clone(),
            },
            Kind::Eesp(unit) => {
                let branches = unit.branches.unwrap_or(self.branches);
                let limit = self.limit(unit.limit, &unit.dilations, branches, pointer, problems);
                ResolvedKind::Eesp {
                    channels: self.optional(&unit.channels, pointer, problems)?,
                    branches,
                    limit: limit?,
                }
            }
            Kind::StridedEesp(unit) => {
                let branches = unit.branches.unwrap_or(self.branches);
                let limit = self.limit(unit.limit, &unit.dilations, branches, pointer, problems);
                let channels = self.width(&unit.channels, pointer, "channels", problems);
                let image = match &unit.image {
                    Some(name) => {
                        Some(self.expansion.find(name, &join(pointer, "image"), problems)?)
                    }
                    None => None,
                };
                if image.is_some() && unit.unused_image_shortcut {
                    let pointer = join(pointer, "unused_image_shortcut");
                    let message = "a unit with an `image` uses its image shortcut";
                    problems.push(
                        self.widths
                            .positions
                            .diagnostic(&pointer, message)
                            .with_help("leave one of the two fields out"),
                    );
                }
                ResolvedKind::StridedEesp {
                    channels: channels?,
                    branches,
                    limit: limit?,
                    image,
                    unused_image_shortcut: unit.unused_image_shortcut,
                }
            }
            Kind::BnPrelu(norm) => ResolvedKind::BnPrelu { parts: norm.parts.clone() },
            Kind::Activation(activate) => ResolvedKind::Activation { function: activate.function },
            Kind::EfficientPyramidPool(pool) => {
                let channels = self.width(&pool.channels, pointer, "channels", problems);
                let projection = self.width(&pool.projection, pointer, "projection", problems);
                ResolvedKind::EfficientPyramidPool {
                    channels: channels?,
                    projection: projection?,
                    scales: pool.scales.clone(),
                    last_layer_br: pool.last_layer_br,
                }
            }
            Kind::EfficientPwConv(conv) => ResolvedKind::EfficientPwConv {
                channels: self.width(&conv.channels, pointer, "channels", problems)?,
            },
            Kind::Resize(resize) => match (resize.scale, &resize.to) {
                (Some(scale), None) => ResolvedKind::ResizeBy { scale },
                (None, Some(name)) => ResolvedKind::ResizeTo {
                    to: self.expansion.find(name, &join(pointer, "to"), problems)?,
                },
                (scale, _) => {
                    let found = if scale.is_some() { "both" } else { "neither" };
                    problems.push(
                        self.widths
                            .positions
                            .diagnostic(
                                pointer,
                                format!("a resize with {found} of `scale` and `to`"),
                            )
                            .with_help("give one of them"),
                    );
                    return None;
                }
            },
            Kind::Add(_) => ResolvedKind::Add,
            Kind::Mul(_) => ResolvedKind::Mul,
            Kind::Concat(_) => ResolvedKind::Concat,
            Kind::GlobalAvgPool(_) => ResolvedKind::GlobalAvgPool,
            Kind::AvgPool(pool) => {
                if pool.padding > pool.kernel / 2 {
                    let most = pool.kernel / 2;
                    let message = format!("the padding {} exceeds half the kernel", pool.padding);
                    problems.push(
                        self.widths
                            .positions
                            .diagnostic(&join(pointer, "padding"), message)
                            .with_help(format!("it is at most {most}")),
                    );
                }
                ResolvedKind::AvgPool {
                    kernel: pool.kernel,
                    stride: pool.stride.unwrap_or(pool.kernel),
                    padding: pool.padding,
                }
            }
            Kind::AdaptiveAvgPool(pool) => {
                ResolvedKind::AdaptiveAvgPool { height: pool.height, width: pool.width }
            }
            Kind::ChannelShuffle(shuffle) => ResolvedKind::ChannelShuffle {
                groups: self.width(&shuffle.groups, pointer, "groups", problems)?,
            },
            Kind::Linear(linear) => ResolvedKind::Linear {
                features: self.width(&linear.features, pointer, "features", problems)?,
                bias: linear.bias,
            },
        })
    }

    /// How many values the block's kind reads.
    fn check_arity(&self, block: &Block, pointer: &str, problems: &mut Vec<Diagnostic>) {
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
            let field = if block.from.is_some() { join(pointer, "from") } else { pointer.into() };
            let message = format!("`{}` reads {takes}, not {given}", block.name);
            let help = "name the blocks that it reads in `from`";
            problems.push(self.widths.positions.diagnostic(&field, message).with_help(help));
        }
    }

    fn width(
        &mut self,
        width: &Width,
        pointer: &str,
        field: &str,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<usize> {
        self.widths.at(width, &join(pointer, field), problems)
    }

    /// `None` on a problem; `Some(None)` where the field is left out.
    fn optional(
        &mut self,
        channels: &Option<Width>,
        pointer: &str,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Option<usize>> {
        match channels {
            Some(width) => self.width(width, pointer, "channels", problems).map(Some),
            None => Some(None),
        }
    }

    /// What bounds a unit's dilations under the policy.
    fn limit(
        &self,
        limit: Option<usize>,
        dilations: &Option<Vec<usize>>,
        branches: usize,
        pointer: &str,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Limit> {
        let positions = self.widths.positions;
        let problem = match (limit, dilations, self.dilation) {
            (Some(_), Some(_), _) => positions
                .diagnostic(pointer, "the unit has both a `limit` and `dilations`")
                .with_help("leave one of them out"),
            (_, Some(list), _) if list.len() != branches => positions
                .diagnostic(
                    &join(pointer, "dilations"),
                    format!("{} dilations for {branches} branches", list.len()),
                )
                .with_help("give one for each branch"),
            (_, Some(list), _) => return Some(Limit::Explicit(list.clone())),
            (Some(limit), None, DilationPolicy::Official | DilationPolicy::Paper) => {
                return Some(Limit::ReceptiveField(limit));
            }
            // The paper's rule needs no limit; this one is that of the widest candidate.
            (None, None, DilationPolicy::Paper) => {
                return Some(Limit::ReceptiveField(2 * branches + 1));
            }
            (None, None, DilationPolicy::Official) => positions
                .diagnostic(pointer, "the unit has neither a `limit` nor `dilations`")
                .with_help("the policy `official` needs one of them, such as \"limit\": 9"),
            (_, None, DilationPolicy::Explicit) => positions
                .diagnostic(pointer, "the unit has no `dilations`")
                .with_help("the policy `explicit` needs a list with one for each branch"),
        };
        problems.push(problem);
        None
    }
}

//! Resolves the fields of one block: evaluates its widths, looks up the blocks it refers to, and checks its
//! limits.

use super::{
    Block, Conv, ConvTranspose, DilationPolicy, Eesp, EfficientPwConv, EfficientPyramidPool,
    Groups, Limit, Precision, Reads, Resize, ResolvedConv, ResolvedConvTranspose, ResolvedEesp,
    ResolvedKind, ResolvedPyramidPool, ResolvedStridedEesp, StridedEesp, Width, block::InputCount,
    copies::BlockCopies, position::join, width::Widths,
};
use crate::diagnostic::{Diagnostic, quoted};

/// The context in which a block's fields are resolved, and the list for their problems.
pub(super) struct Fields<'a, 'b> {
    pub widths: &'a mut Widths<'b>,
    pub copies: &'a BlockCopies<'b>,
    pub dilation: DilationPolicy,
    /// The override for the weights of linear layers.
    pub linear_weights: Option<Precision>,
    /// K of the network.
    pub branches: usize,
    /// JSON pointer to the block.
    pub pointer: &'a str,
    pub problems: &'a mut Vec<Diagnostic>,
}

impl Fields<'_, '_> {
    /// Returns the block's kind, or `None` if problems were reported.
    pub fn kind(&mut self, block: &Block) -> Option<ResolvedKind> {
        self.check_arity(block);
        block.kind.resolve(self)
    }

    pub fn conv(&mut self, conv: &Conv) -> Option<ResolvedKind> {
        let channels = self.optional(&conv.channels);
        let groups = match &conv.groups {
            Width::Named(name) if name == "channels" => Some(Groups::Depthwise),
            Width::Named(name) if name == "gcd" => Some(Groups::Gcd),
            width => self.width("groups", width).map(Groups::Count),
        };
        Some(ResolvedKind::Conv(ResolvedConv {
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
        }))
    }

    pub fn conv_transpose(&mut self, conv: &ConvTranspose) -> Option<ResolvedKind> {
        let channels = self.optional(&conv.channels)?;
        Some(ResolvedKind::ConvTranspose(ResolvedConvTranspose {
            channels,
            stride: conv.stride,
            bias: conv.bias,
            norm: conv.norm,
            activation: conv.activation,
            parts: conv.parts.clone(),
        }))
    }

    pub fn pyramid_pool(&mut self, pool: &EfficientPyramidPool) -> Option<ResolvedKind> {
        let channels = self.width("channels", &pool.channels);
        let projection = self.width("projection", &pool.projection);
        Some(ResolvedKind::EfficientPyramidPool(ResolvedPyramidPool {
            channels: channels?,
            projection: projection?,
            scales: pool.scales.clone(),
            last_layer_br: pool.last_layer_br,
        }))
    }

    pub fn pw_conv(&mut self, conv: &EfficientPwConv) -> Option<ResolvedKind> {
        let channels = self.width("channels", &conv.channels)?;
        Some(ResolvedKind::EfficientPwConv { channels })
    }

    pub fn eesp(&mut self, unit: &Eesp) -> Option<ResolvedKind> {
        let branches = unit.branches.unwrap_or(self.branches);
        let limit = self.limit(unit.limit, unit.dilations.as_deref(), branches);
        let channels = self.optional(&unit.channels)?;
        Some(ResolvedKind::Eesp(ResolvedEesp { channels, branches, limit: limit? }))
    }

    pub fn strided_eesp(&mut self, unit: &StridedEesp) -> Option<ResolvedKind> {
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
                Some(self.copies.find(name, &pointer, self.problems)?)
            }
            None => None,
        };
        Some(ResolvedKind::StridedEesp(ResolvedStridedEesp {
            channels: channels?,
            branches,
            limit: limit?,
            image,
            unused_image_shortcut: unit.unused_image_shortcut,
        }))
    }

    pub fn resize(&mut self, resize: &Resize) -> Option<ResolvedKind> {
        match (resize.scale, &resize.to) {
            (Some(scale), None) => Some(ResolvedKind::ResizeBy { scale }),
            (None, Some(name)) => {
                let pointer = join(self.pointer, "to");
                self.copies.find(name, &pointer, self.problems).map(ResolvedKind::ResizeTo)
            }
            (scale, _) => {
                let found = if scale.is_some() { "both" } else { "neither" };
                let message = format!("a resize with {found} of `scale` and `to`");
                self.problem("", &message, "give one of them");
                None
            }
        }
    }

    /// Returns the bound of a unit's dilations under the policy.
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
            // The paper's rule needs no limit. This one is the limit of the widest candidate.
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

    /// Checks the number of values that the block reads.
    fn check_arity(&mut self, block: &Block) {
        let given = match &block.from {
            Some(Reads::Several(names)) => names.len(),
            _ => 1,
        };
        let (fits, takes) = match block.kind.input_count() {
            InputCount::One => (given == 1, "one value"),
            InputCount::Two => (given == 2, "two values"),
            InputCount::TwoOrMore => (given >= 2, "two or more values"),
        };
        if !fits {
            let field = if block.from.is_some() { "from" } else { "" };
            let message = format!("{} reads {takes}, not {given}", quoted(&block.name));
            self.problem(field, &message, "name the blocks that it reads in `from`");
        }
    }

    pub fn width(&mut self, field: &str, width: &Width) -> Option<usize> {
        self.widths.at(width, &join(self.pointer, field), self.problems)
    }

    /// Evaluates the block's `channels`: `None` after a problem, `Some(None)` if they are left out.
    pub fn optional(&mut self, channels: &Option<Width>) -> Option<Option<usize>> {
        match channels {
            Some(width) => self.width("channels", width).map(Some),
            None => Some(None),
        }
    }

    /// Reports a problem of a field; an empty `field` means the block.
    pub fn problem(&mut self, field: &str, message: &str, help: &str) {
        let pointer = match field {
            "" => self.pointer.to_owned(),
            field => join(self.pointer, field),
        };
        let problem = self.widths.positions.diagnostic(&pointer, message).with_help(help);
        self.problems.push(problem);
    }
}

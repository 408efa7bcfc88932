//! Resolves the fields of one block: evaluates its widths, looks up the blocks it refers to, and checks its
//! limits.

use super::{
    Block, Branches, Conv, ConvTranspose, Dilation, DilationPolicy, Eesp, EfficientPwConv,
    EfficientPyramidPool, Groups, Limit, Number, Precision, Reads, ReceptiveField, Resize,
    ResolvedConv, ResolvedConvTranspose, ResolvedEesp, ResolvedKind, ResolvedPyramidPool,
    ResolvedStridedEesp, SsdHead, StridedEesp, ValueRef,
    block::InputCount,
    evaluate::Numbers,
    expand::{Copy, Expansion},
    position::join,
};
use crate::diagnostic::{Diagnostic, quoted};

/// The context in which a block's fields are resolved, and the list for their problems.
pub(super) struct Fields<'f, 'a> {
    pub numbers: &'f mut Numbers<'a>,
    pub expansion: &'f Expansion<'a>,
    /// The copy of the block.
    pub copy: &'f Copy<'a>,
    pub dilation: DilationPolicy,
    /// The override for the weights of linear layers.
    pub linear_weights: Option<Precision>,
    pub problems: &'f mut Vec<Diagnostic>,
}

impl<'a> Fields<'_, 'a> {
    /// Returns the block's kind, or `None` if problems were reported.
    pub fn kind(&mut self) -> Option<ResolvedKind> {
        let block = self.copy.block;
        self.check_arity(block);
        block.kind.resolve(self)
    }

    pub fn conv(&mut self, conv: &'a Conv) -> Option<ResolvedKind> {
        let channels = self.optional("channels", &conv.channels);
        let groups = match conv.groups.name() {
            Some("channels") => Some(Groups::Depthwise),
            Some("gcd") => Some(Groups::Gcd),
            _ => self.number("groups", &conv.groups).map(Groups::Count),
        };
        let kernel = self.number("kernel", &conv.kernel);
        let stride = self.number("stride", &conv.stride);
        let dilation = self.number("dilation", &conv.dilation);
        let padding = self.optional("padding", &conv.padding)?;
        let (kernel, dilation) = (kernel?, dilation?);
        Some(ResolvedKind::Conv(ResolvedConv {
            channels: channels?,
            kernel,
            stride: stride?,
            padding: padding.unwrap_or(kernel / 2 * dilation),
            dilation,
            groups: groups?,
            bias: conv.bias,
            norm: conv.norm,
            activation: conv.activation,
            parts: conv.parts.clone(),
        }))
    }

    pub fn conv_transpose(&mut self, conv: &'a ConvTranspose) -> Option<ResolvedKind> {
        let channels = self.optional("channels", &conv.channels);
        let stride = self.number("stride", &conv.stride);
        Some(ResolvedKind::ConvTranspose(ResolvedConvTranspose {
            channels: channels?,
            stride: stride?,
            bias: conv.bias,
            norm: conv.norm,
            activation: conv.activation,
            parts: conv.parts.clone(),
        }))
    }

    pub fn pyramid_pool(&mut self, pool: &'a EfficientPyramidPool) -> Option<ResolvedKind> {
        let channels = self.number("channels", &pool.channels);
        let projection = self.number("projection", &pool.projection);
        Some(ResolvedKind::EfficientPyramidPool(ResolvedPyramidPool {
            channels: channels?,
            projection: projection?,
            scales: pool.scales.clone(),
            last_layer_br: pool.last_layer_br,
        }))
    }

    pub fn pw_conv(&mut self, conv: &'a EfficientPwConv) -> Option<ResolvedKind> {
        let channels = self.number("channels", &conv.channels)?;
        Some(ResolvedKind::EfficientPwConv { channels })
    }

    pub fn ssd_head(&mut self, head: &'a SsdHead) -> Option<ResolvedKind> {
        let values = self.number("values", &head.values);
        let anchors = self.number("anchors", &head.anchors);
        Some(ResolvedKind::SsdHead { values: values?, anchors: anchors? })
    }

    pub fn eesp(&mut self, unit: &'a Eesp) -> Option<ResolvedKind> {
        let branches = self.branches(&unit.branches)?;
        let limit = self.limit(&unit.limit, &unit.dilations, branches);
        let channels = self.optional("channels", &unit.channels)?;
        Some(ResolvedKind::Eesp(ResolvedEesp { channels, branches, limit: limit? }))
    }

    pub fn strided_eesp(&mut self, unit: &'a StridedEesp) -> Option<ResolvedKind> {
        let branches = self.branches(&unit.branches)?;
        let limit = self.limit(&unit.limit, &unit.dilations, branches);
        let channels = self.number("channels", &unit.channels);
        if unit.image.is_some() && unit.unused_image_shortcut {
            let message = "a unit with an `image` uses its image shortcut";
            self.problem("unused_image_shortcut", message, "leave one of the two fields out");
        }
        let image = match &unit.image {
            Some(name) => Some(self.value("image", name)?),
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

    pub fn resize(&mut self, resize: &'a Resize) -> Option<ResolvedKind> {
        match (resize.scale, &resize.to) {
            (Some(scale), None) => Some(ResolvedKind::ResizeBy { scale }),
            (None, Some(name)) => self.value("to", name).map(ResolvedKind::ResizeTo),
            (scale, _) => {
                let found = if scale.is_some() { "both" } else { "neither" };
                let message = format!("a resize with {found} of `scale` and `to`");
                self.problem("", &message, "give one of them");
                None
            }
        }
    }

    /// Returns kernel, stride and padding of a pooling window.
    pub fn window(
        &mut self,
        kernel: &'a Number<1, 31>,
        stride: &'a Option<Number<1, 31>>,
        padding: &'a Number<0, 15>,
    ) -> Option<(usize, usize, usize)> {
        let kernel = self.number("kernel", kernel);
        let stride = self.optional("stride", stride);
        let padding = self.number("padding", padding);
        let (kernel, padding) = (kernel?, padding?);
        let most = kernel / 2;
        if padding > most {
            let message = format!("the padding {padding} exceeds half the kernel");
            self.problem("padding", &message, &format!("it is at most {most}"));
        }
        Some((kernel, stride?.unwrap_or(kernel), padding))
    }

    /// Returns K of a unit.
    fn branches(&mut self, branches: &'a Option<Branches>) -> Option<usize> {
        let branches = self.optional("branches", branches)?;
        Some(branches.unwrap_or(self.numbers.branches()))
    }

    /// Returns the bound of a unit's dilations under the policy.
    fn limit(
        &mut self,
        limit: &'a Option<ReceptiveField>,
        dilations: &'a Option<Vec<Dilation>>,
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
            (None, Some(list)) => {
                let list = list.iter().enumerate();
                let list = list.map(|(i, number)| self.number(&format!("dilations/{i}"), number));
                return list.collect::<Option<_>>().map(Limit::Explicit);
            }
            (_, None) if policy == DilationPolicy::Explicit => {
                let help = "the policy `explicit` needs a list with one for each branch";
                self.problem("", "the unit has no `dilations`", help);
            }
            (Some(limit), None) => return self.number("limit", limit).map(Limit::ReceptiveField),
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
            InputCount::OneOrMore => (given >= 1, "one or more values"),
            InputCount::TwoOrMore => (given >= 2, "two or more values"),
        };
        if !fits {
            let field = if block.from.is_some() { "from" } else { "" };
            let message = format!("{} reads {takes}, not {given}", quoted(&block.name));
            self.problem(field, &message, "name the blocks that it reads in `from`");
        }
    }

    /// Evaluates the number in a field; `None` after a problem.
    pub fn number<const LEAST: usize, const MOST: usize>(
        &mut self,
        field: &str,
        number: &'a Number<LEAST, MOST>,
    ) -> Option<usize> {
        let pointer = format!("{}/{field}", self.copy.pointer);
        self.numbers.at(number, self.copy.numbers, &pointer, self.problems)
    }

    /// Evaluates an optional number: `None` after a problem, `Some(None)` if it is left out.
    pub fn optional<const LEAST: usize, const MOST: usize>(
        &mut self,
        field: &str,
        number: &'a Option<Number<LEAST, MOST>>,
    ) -> Option<Option<usize>> {
        match number {
            Some(number) => self.number(field, number).map(Some),
            None => Some(None),
        }
    }

    /// Looks up the value whose name is in a field.
    fn value(&mut self, field: &str, name: &'a str) -> Option<ValueRef> {
        let pointer = join(&self.copy.pointer, field);
        self.expansion.find(name, self.copy, &pointer, self.problems)
    }

    /// Reports a problem of a field; an empty `field` means the block.
    pub fn problem(&mut self, field: &str, message: &str, help: &str) {
        let pointer = match field {
            "" => self.copy.pointer.clone(),
            field => join(&self.copy.pointer, field),
        };
        self.problems.push(self.numbers.diagnostic(&pointer, message).with_help(help));
    }
}

//! Creates the modules of each block: an instance of one class if a class matches the block's kind and names,
//! else PyTorch's own modules at their paths.

use std::collections::BTreeSet;

use super::{classes::Class, python::Expr, tree::Node};
use crate::{
    arithmetic::gcd,
    compile::Compiled,
    diagnostic::Diagnostic,
    ir::{
        NodeId, Shape,
        pytorch::{PyCall, PyTorch},
    },
    spec::{
        ActivationFunction, Groups, Norm, Parts, ResolvedBlock, ResolvedConv, ResolvedKind,
        ResolvedPyramidPool, ResolvedStridedEesp,
    },
};

/// The attribute that `train()` and `eval()` set in every module. No child can have its name.
const FLAG: &str = "training";

/// The way in which a block's value is computed from its modules.
pub(super) enum Apply {
    /// The module at the block's path is called with the block's operands.
    Whole,
    /// The links are called in order, each with the value of the one before.
    Chain(Vec<Link>),
    /// The block has no modules.
    Nothing,
}

/// A step of a chain.
pub(super) enum Link {
    /// A call of the module at this path.
    Module(String),
    /// A function of the operand.
    Function(PyCall),
}

/// The modules of a network; blocks are added one by one.
pub(super) struct Modules<'a> {
    pub compiled: &'a Compiled,
    pub tree: Node,
    pub classes: BTreeSet<Class>,
}

impl Modules<'_> {
    /// Adds the modules of a block. `inputs` are the shapes of its operands, `output` the shape of its
    /// value, and `image` the shape of the image operand of a strided unit.
    ///
    /// # Errors
    /// If modules of another block are in the way, or if PyTorch allows no module at a path.
    pub fn add(
        &mut self,
        block: &ResolvedBlock,
        inputs: &[Shape],
        output: Shape,
        image: Option<Shape>,
    ) -> Result<Apply, Diagnostic> {
        let (from, to) = (inputs[0].channels, output.channels);
        let (class, module) = match &block.kind {
            ResolvedKind::Conv(conv) => return self.conv(block, conv, from, to),
            ResolvedKind::BnPrelu(parts) => return self.norm_activation(block, parts, to),
            ResolvedKind::ConvTranspose(_)
            | ResolvedKind::BatchNorm
            | ResolvedKind::Activation(_) => {
                return self.chain(block, self.operators(block));
            }
            ResolvedKind::Operator(_) => {
                let operators = self.operators(block);
                let is_module =
                    |(_, operator): &(_, PyTorch)| matches!(operator, PyTorch::Module(_));
                return match operators.iter().any(is_module) {
                    true => self.chain(block, operators),
                    false => Ok(Apply::Nothing),
                };
            }
            ResolvedKind::Eesp(_) => {
                (Class::Eesp, self.eesp(&block.module, Class::Eesp, [from, to]))
            }
            ResolvedKind::StridedEesp(unit) => {
                (Class::DownSampler, self.strided(block, unit, [from, to], output, image))
            }
            ResolvedKind::EfficientPyramidPool(pool) => {
                (Class::EfficientPyrPool, pyramid(pool, [from, to]))
            }
            ResolvedKind::EfficientPwConv { .. } => {
                let conv = Expr::call(Class::EfficientPwConv.name(), [from, to]);
                (Class::EfficientPwConv, conv.with("groups", Expr::text(gcd(from, to))))
            }
            ResolvedKind::SsdHead { values, anchors } => {
                let channels = inputs.iter().map(|map| Expr::text(map.channels)).collect();
                let head =
                    Expr::Call(Class::SsdHead.name().into(), vec![(None, Expr::List(channels))])
                        .with("anchors", Expr::text(anchors))
                        .with("values", Expr::text(values));
                (Class::SsdHead, head)
            }
            ResolvedKind::ResizeBy { .. } | ResolvedKind::ResizeTo(_) => {
                Class::Resize.need(&mut self.classes);
                return Ok(Apply::Nothing);
            }
            _ => return Ok(Apply::Nothing),
        };
        self.check_children(block, class)?;
        self.whole(block, class, module)
    }

    /// Adds an instance of a class at the block's path.
    fn whole(
        &mut self,
        block: &ResolvedBlock,
        class: Class,
        module: Expr,
    ) -> Result<Apply, Diagnostic> {
        class.need(&mut self.classes);
        self.place(block, &block.module, module)?;
        Ok(Apply::Whole)
    }

    /// Adds a module of a block at its path.
    fn place(&mut self, block: &ResolvedBlock, path: &str, module: Expr) -> Result<(), Diagnostic> {
        if path.split('.').any(|name| name == FLAG) {
            let message = format!("PyTorch cannot have a module at `{path}`");
            let problem = self.compiled.architecture.diagnostic(&block.pointer, message);
            return Err(problem.with_help(format!(
                "choose a name other than `{FLAG}`, which modules keep their mode in"
            )));
        }
        self.tree.insert(path, module);
        Ok(())
    }

    /// Refuses blocks whose modules would have the same paths as the modules inside an instance of a class.
    fn check_children(&self, block: &ResolvedBlock, class: Class) -> Result<(), Diagnostic> {
        let architecture = &self.compiled.architecture;
        for other in &architecture.blocks {
            let child = strip(&other.module, &block.module).and_then(|rest| rest.split('.').next());
            if child.is_some_and(|child| class.children().contains(&child)) {
                let message = format!(
                    "`{}` lies among the modules of `{}`, an {}",
                    other.module,
                    block.module,
                    class.name()
                );
                let pointer = format!("{}/module", other.pointer);
                let pointer = match architecture.has(&pointer) {
                    true => pointer,
                    false => format!("{}/name", other.pointer),
                };
                let problem = architecture.diagnostic(&pointer, message);
                return Err(problem.with_help("choose a name outside it"));
            }
        }
        Ok(())
    }

    /// Whether the module of another block has the same path or is below it.
    fn is_shared(&self, block: &ResolvedBlock) -> bool {
        let blocks = &self.compiled.architecture.blocks;
        blocks.iter().any(|other| {
            let same = other.module == block.module && other.name != block.name;
            same || strip(&other.module, &block.module).is_some()
        })
    }

    fn conv(
        &mut self,
        block: &ResolvedBlock,
        conv: &ResolvedConv,
        from: usize,
        to: usize,
    ) -> Result<Apply, Diagnostic> {
        let groups = match conv.groups {
            Groups::Count(groups) => groups,
            Groups::Depthwise => from,
            Groups::Gcd => gcd(from, to),
        };
        let named = conv.parts == Parts::default() && !self.is_shared(block);
        let plain = named && conv.norm == Norm::BatchNorm && !conv.bias && conv.dilation == 1;
        let pointwise = (conv.kernel, conv.stride, conv.padding) == (1, 1, 0);
        match conv.activation {
            ActivationFunction::Prelu if plain => {
                let module = Expr::call(Class::Cbr.name(), [from, to, conv.kernel])
                    .unless("stride", conv.stride, 1)
                    .unless("padding", conv.padding, 0)
                    .unless("groups", groups, 1);
                return self.whole(block, Class::Cbr, module);
            }
            ActivationFunction::None if plain && pointwise => {
                let module = Expr::call(Class::Cb.name(), [from, to]).unless("groups", groups, 1);
                return self.whole(block, Class::Cb, module);
            }
            _ => {}
        }
        self.chain(block, self.operators(block))
    }

    fn norm_activation(
        &mut self,
        block: &ResolvedBlock,
        parts: &Parts,
        channels: usize,
    ) -> Result<Apply, Diagnostic> {
        if *parts == Parts::default() && !self.is_shared(block) {
            return self.whole(block, Class::Br, Expr::call(Class::Br.name(), [channels]));
        }
        self.chain(block, self.operators(block))
    }

    /// Returns the operators of a block with the paths of their modules.
    fn operators(&self, block: &ResolvedBlock) -> Vec<(String, PyTorch)> {
        let graph = &self.compiled.lowered.graph;
        let own = |id: &NodeId| graph.node(*id).origin.as_deref() == Some(block.name.as_str());
        let order = graph.topological_order().into_iter().filter(own);
        order.map(|id| (graph.node(id).name.clone(), graph.op(id).pytorch())).collect()
    }

    /// Adds operators that are called one after another: modules at their paths, or one `nn.Sequential` if
    /// their names are numbers.
    fn chain(
        &mut self,
        block: &ResolvedBlock,
        operators: Vec<(String, PyTorch)>,
    ) -> Result<Apply, Diagnostic> {
        if operators.is_empty() {
            return Ok(Apply::Nothing);
        }
        let is_numbered = |(i, (path, operator)): (usize, &(String, PyTorch))| {
            let part = strip(path, &block.module);
            matches!(operator, PyTorch::Module(_)) && part == Some(i.to_string().as_str())
        };
        if operators.iter().enumerate().all(is_numbered) && !self.is_shared(block) {
            let modules = operators.iter().filter_map(|(_, operator)| match operator {
                PyTorch::Module(call) => Some((None, Expr::of(call, vec![]))),
                _ => None,
            });
            let modules = Expr::Call("nn.Sequential".into(), modules.collect());
            self.place(block, &block.module, modules)?;
            return Ok(Apply::Whole);
        }
        let mut links = Vec::new();
        for (path, operator) in operators {
            match operator {
                PyTorch::Module(call) => {
                    self.place(block, &path, Expr::of(&call, vec![]))?;
                    links.push(Link::Module(path));
                }
                PyTorch::Function(call) => links.push(Link::Function(call)),
                _ => unreachable!("a chain is of modules and functions of one operand"),
            }
        }
        Ok(Apply::Chain(links))
    }

    /// Returns an instance of `class` with the dilations of the EESP unit at `path`.
    fn eesp(&self, path: &str, class: Class, channels: [usize; 2]) -> Expr {
        let units = &self.compiled.facts.dilations;
        let unit = units.iter().find(|unit| unit.unit == path);
        let dilations = unit.map(|unit| unit.dilations.as_slice()).unwrap_or_default();
        let dilations = Expr::Tuple(dilations.iter().map(Expr::text).collect());
        Expr::call(class.name(), channels).with("dilations", dilations)
    }

    fn strided(
        &self,
        block: &ResolvedBlock,
        unit: &ResolvedStridedEesp,
        channels: [usize; 2],
        output: Shape,
        image: Option<Shape>,
    ) -> Expr {
        let module = self.eesp(&format!("{}.eesp", block.module), Class::DownSampler, channels);
        let Some(image) = image else {
            let channels = self.compiled.architecture.input.channels;
            return match unit.unused_image_shortcut {
                true => module.with("image_channels", Expr::text(channels)),
                false => module,
            };
        };
        let mut halvings = 0;
        let mut size = (image.height, image.width);
        while size != (output.height, output.width) && size != (1, 1) {
            size = (size.0.div_ceil(2), size.1.div_ceil(2));
            halvings += 1;
        }
        module.with("image_channels", Expr::text(image.channels)).unless("halvings", halvings, 0)
    }
}

fn pyramid(pool: &ResolvedPyramidPool, channels: [usize; 2]) -> Expr {
    let scales = pool.scales.iter().map(|scale| Expr::text(format!("{scale:?}"))).collect();
    Expr::call(Class::EfficientPyrPool.name(), channels)
        .with("projection", Expr::text(pool.projection))
        .with("scales", Expr::Tuple(scales))
        .unless("last_layer_br", py(pool.last_layer_br), py(true))
}

/// A truth value in Python.
fn py(value: bool) -> &'static str {
    if value { "True" } else { "False" }
}

/// Returns the rest of `path` below the path `above`; `None` if it is not below it.
fn strip<'a>(path: &'a str, above: &str) -> Option<&'a str> {
    path.strip_prefix(above)?.strip_prefix('.')
}

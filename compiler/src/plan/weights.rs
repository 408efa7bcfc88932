//! What the blob of packed weights is made of.

use std::collections::BTreeMap;

use espnet_abi::{
    kernel::Scales,
    layout::Dilations,
    pack::{
        ConvTensors, EespTensors, EpilogueTensors, HffTensors, LinearTensors, Norm, Packing,
        Parameter, PyramidTensors, Recipe, StridedEespTensors, TensorId,
    },
};

use super::Kernel;
use crate::ir::{
    BatchNorm, Conv2d, Epilogue, Graph, Hff, NodeId, Op, PRelu, Param, PyramidBranch, PyramidPool,
};

/// A [`Recipe`] that owns its names.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnedRecipe {
    /// What the network needs, in order of use.
    pub parameters: Vec<Param>,
    /// What checkpoints hold beside it.
    pub unused: Vec<Param>,
    /// Offset in the blob, in floats, and packing, of each step with weights.
    pub packings: Vec<(usize, Packing)>,
    /// Floats of the blob.
    pub len: usize,
}

impl OwnedRecipe {
    /// Calls `use_recipe` with the recipe in the form that binding and packing take.
    pub fn with<R>(&self, use_recipe: impl FnOnce(&Recipe<'_>) -> R) -> R {
        fn views(params: &[Param]) -> Vec<Parameter<'_>> {
            params
                .iter()
                .map(|param| Parameter { name: &param.name, shape: &param.shape })
                .collect()
        }
        use_recipe(&Recipe {
            parameters: &views(&self.parameters),
            unused: &views(&self.unused),
            packings: &self.packings,
            len: self.len,
        })
    }
}

/// The recipe for kernels at offsets.
pub fn recipe(graph: &Graph, steps: &[(NodeId, Kernel, usize)], len: usize) -> OwnedRecipe {
    let parameters = graph.params();
    let ids = Ids(parameters.iter().enumerate().map(|(i, p)| (p.name.as_str(), i)).collect());
    let packings = steps
        .iter()
        .map(|&(node, kernel, offset)| (offset, ids.packing(graph, node, kernel)))
        .collect();
    OwnedRecipe { packings, unused: graph.unused.clone(), len, parameters }
}

struct Ids<'a>(BTreeMap<&'a str, usize>);

impl Ids<'_> {
    fn id(&self, name: &str) -> TensorId {
        TensorId(self.0[name])
    }

    fn norm(&self, norm: &BatchNorm) -> Norm {
        let [weight, bias, running_mean, running_var] =
            norm.params().map(|param| self.id(&param.name));
        Norm { weight, bias, running_mean, running_var, eps: norm.eps }
    }

    fn prelu(&self, prelu: &PRelu) -> TensorId {
        self.id(&prelu.weight)
    }

    fn epilogue(&self, epilogue: &Epilogue) -> EpilogueTensors {
        EpilogueTensors {
            prelu: epilogue.prelu.as_ref().map(|prelu| self.prelu(prelu)),
            affine: epilogue.affine.as_ref().map(|norm| self.norm(norm)),
            final_prelu: epilogue.final_prelu.as_ref().map(|prelu| self.prelu(prelu)),
        }
    }

    fn conv(&self, conv: &Conv2d) -> ConvTensors {
        ConvTensors {
            weight: self.id(&conv.weight),
            bias: conv.bias.as_ref().map(|bias| self.id(bias)),
            norm: conv.norm.as_ref().map(|norm| self.norm(norm)),
            epilogue: self.epilogue(&conv.epilogue),
        }
    }

    fn hff(&self, hff: &Hff) -> HffTensors {
        let mut branches = [TensorId(0); Dilations::MAX];
        for (branch, name) in branches.iter_mut().zip(&hff.weights) {
            *branch = self.id(name);
        }
        HffTensors { branches, norm: self.norm(&hff.norm), prelu: self.prelu(&hff.prelu) }
    }

    /// A depth-wise convolution as fusion of one branch.
    fn branch(&self, conv: &Conv2d) -> HffTensors {
        let (norm, prelu) = (conv.norm.as_ref(), conv.epilogue.prelu.as_ref());
        let mut branches = [TensorId(0); Dilations::MAX];
        branches[0] = self.id(&conv.weight);
        HffTensors {
            branches,
            norm: self.norm(norm.expect("a head's first convolution has a norm")),
            prelu: self.prelu(prelu.expect("and a PReLU")),
        }
    }

    fn pyramid(&self, pool: &PyramidPool) -> PyramidTensors {
        let mut branches = [TensorId(0); Scales::MAX];
        for (id, branch) in branches.iter_mut().zip(&pool.branches) {
            match branch {
                PyramidBranch::Convolved { weight } | PyramidBranch::Enlarged { weight, .. } => {
                    *id = self.id(weight);
                }
                PyramidBranch::Given => {}
            }
        }
        PyramidTensors {
            branches,
            norm: self.norm(&pool.norm),
            prelu: self.prelu(&pool.prelu),
            merge: self.conv(&pool.merge),
            expand: self.conv(&pool.expand),
        }
    }

    /// Returns the convolution whose outputs a linear layer reads, directly or averaged, if it has a
    /// norm and nothing but a PReLU follows.
    fn features(&self, graph: &Graph, layer: NodeId) -> Option<ConvTensors> {
        let mut made = *graph.inputs(layer).first()?;
        while let Op::AdaptiveAvgPool(_) | Op::GlobalAvgPool | Op::AvgPool(_) = graph.op(made) {
            made = *graph.inputs(made).first()?;
        }
        let conv = match graph.op(made) {
            Op::Conv2d(conv) => conv,
            Op::Head(head) => &head.pointwise,
            _ => return None,
        };
        let prelu = conv.epilogue.prelu.clone();
        let alone = conv.epilogue == Epilogue { prelu, ..Epilogue::default() };
        (conv.norm.is_some() && alone).then(|| self.conv(conv))
    }

    /// Returns the tensors that `kernel`, which was chosen for a node, packs.
    fn packing(&self, graph: &Graph, node: NodeId, kernel: Kernel) -> Packing {
        match (kernel, graph.op(node)) {
            (Kernel::Pointwise(kernel), Op::Conv2d(conv)) => {
                Packing::Pointwise(kernel, self.conv(conv))
            }
            (Kernel::Linear(kernel), Op::Linear(linear)) => Packing::Linear(
                kernel,
                LinearTensors {
                    weight: self.id(&linear.weight),
                    bias: linear.bias.as_ref().map(|bias| self.id(bias)),
                    features: self.features(graph, node),
                },
            ),
            (Kernel::Conv2d(kernel), Op::Conv2d(conv)) => Packing::Conv2d(kernel, self.conv(conv)),
            (Kernel::Conv2d(kernel), Op::StridedEespUnit(unit)) => {
                let stem = unit.stem.as_ref().expect("the kernel is its stem's");
                Packing::Conv2d(kernel, self.conv(stem))
            }
            (Kernel::DepthwiseConv2d(kernel), Op::Conv2d(conv)) => {
                Packing::DepthwiseConv2d(kernel, self.conv(conv))
            }
            (Kernel::GroupedConv2d(kernel), Op::Conv2d(conv)) => {
                Packing::GroupedConv2d(kernel, self.conv(conv))
            }
            (Kernel::Hff(kernel), Op::Hff(hff)) => Packing::Hff(kernel, self.hff(hff)),
            (Kernel::EespUnit(kernel), Op::EespUnit(unit)) => Packing::EespUnit(
                kernel,
                EespTensors {
                    project: self.conv(&unit.project),
                    hff: self.hff(&unit.hff),
                    expand: self.conv(&unit.expand),
                },
            ),
            (Kernel::StridedEespUnit(kernel), Op::StridedEespUnit(unit)) => {
                Packing::StridedEespUnit(
                    kernel,
                    StridedEespTensors {
                        project: self.conv(&unit.project),
                        hff: self.hff(&unit.hff),
                        expand: self.conv(&unit.expand),
                        shortcut: unit.shortcut.as_ref().map(|conv| self.conv(conv)),
                        act: self.prelu(&unit.act),
                    },
                )
            }
            (Kernel::Hff(kernel), Op::Head(head)) => {
                Packing::Hff(kernel, self.branch(&head.depthwise))
            }
            (Kernel::Pointwise(kernel), Op::Head(head)) => {
                Packing::Pointwise(kernel, self.conv(&head.pointwise))
            }
            (Kernel::PyramidPool(kernel), Op::PyramidPool(pool)) => {
                Packing::PyramidPool(kernel, self.pyramid(pool))
            }
            (Kernel::Elementwise(kernel), Op::Elementwise(epilogue)) => {
                Packing::Elementwise(kernel, self.epilogue(epilogue))
            }
            (Kernel::Elementwise(kernel), Op::BatchNorm(norm)) => Packing::Elementwise(
                kernel,
                EpilogueTensors { affine: Some(self.norm(norm)), ..EpilogueTensors::NONE },
            ),
            (Kernel::Elementwise(kernel), Op::PRelu(prelu)) => Packing::Elementwise(
                kernel,
                EpilogueTensors { final_prelu: Some(self.prelu(prelu)), ..EpilogueTensors::NONE },
            ),
            (kernel, op) => unreachable!("{} is not computed by {kernel:?}", op.name()),
        }
    }
}

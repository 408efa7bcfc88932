//! A chain: a convolution or a map, and what follows it number by number.

use espnet_abi::{
    kernel::{self, Residual},
    pack::{ConvTensors, EpilogueTensors},
};

use crate::ir::{BatchNorm, Conv2d, Graph, NodeId, Op, PRelu, Stage, execution::TensorIds};

/// A body of a convolution or a map and what follows it number by number.
pub(in crate::passes) struct Chain<'g> {
    /// The convolution that the chain begins with, if it does not begin with an operand.
    pub conv: Option<&'g Conv2d>,
    /// Groups of the channel shuffle before the convolution; 1 without one.
    pub shuffle: usize,
    /// The batch norm right behind the convolution, which is folded into it.
    pub norm: Option<&'g BatchNorm>,
    /// The stages.
    pub stages: Vec<Stage<'g>>,
    /// For each stage its operand, if it has one, as the index of the fused operator's operands.
    pub operands: Vec<Option<usize>>,
}

impl<'g> Chain<'g> {
    /// Of a body whose first operand the chain begins with.
    ///
    /// # Errors
    /// If the body is no chain.
    pub fn of(body: &'g Graph) -> Result<Self, String> {
        let inputs = body.input_nodes();
        let operand = |id: NodeId| inputs.iter().position(|&input| input == id);
        let shapes = body.shapes().map_err(|(name, error)| format!("{name}: {error}"))?;
        let (mut conv, mut shuffle, mut norm) = (None, 1, None);
        let (mut stages, mut operands) = (Vec::new(), Vec::new());
        let mut value = *inputs.first().ok_or("has no operand")?;
        while !body.is_output(value) {
            let user = super::only_use(body, value)?;
            let (op, reads) = (body.op(user), body.inputs(user));
            let shape_of: Vec<_> = reads.iter().map(|id| shapes[id]).collect();
            match (op, op.shuffle_groups(), op.stage(&shape_of)) {
                (Op::Conv2d(found), ..) if conv.is_none() && stages.is_empty() => {
                    conv = Some(found)
                }
                (_, Some(groups), _) if conv.is_none() && stages.is_empty() => shuffle = groups,
                (Op::BatchNorm(found), ..)
                    if conv.is_some() && norm.is_none() && stages.is_empty() =>
                {
                    norm = Some(found);
                }
                (_, _, Some(stage)) => {
                    stages.push(stage);
                    operands
                        .push(reads.iter().filter(|&&id| id != value).find_map(|&id| operand(id)));
                }
                _ => return Err(format!("{} is no stage of an epilogue", body.node(user).name)),
            }
            value = user;
        }
        if shuffle != 1 && conv.is_none() {
            return Err("has a channel shuffle but no convolution".into());
        }
        Ok(Chain { conv, shuffle, norm, stages, operands })
    }

    /// Whether a kernel can run the stages in their order.
    pub fn is_possible(&self) -> bool {
        Flags::of(&self.stages).is_some()
    }

    /// The operand of the stage, if the chain has such a stage.
    pub fn operand(&self, stage: Stage<'_>) -> Option<usize> {
        let position = self.stages.iter().position(|&other| other == stage)?;
        self.operands[position]
    }

    /// Whether the stages read operands.
    pub fn reads_operands(&self) -> bool {
        self.operands.iter().any(Option::is_some)
    }

    /// Whether sums begin with a bias.
    pub fn has_bias(&self) -> bool {
        self.norm.is_some() || self.conv.is_some_and(|conv| conv.bias.is_some())
    }

    /// The kernel's epilogue.
    pub fn epilogue(&self, residual: Residual) -> kernel::Epilogue {
        let flags = Flags::of(&self.stages).expect("the chain was checked");
        kernel::Epilogue {
            bias: self.has_bias(),
            prelu: flags.prelu.is_some(),
            gate: flags.gate,
            residual,
            affine: flags.affine.is_some(),
            final_prelu: flags.final_prelu.is_some(),
            sigmoid: flags.sigmoid,
        }
    }

    /// The tensors of the stages.
    pub fn epilogue_tensors(&self, ids: &TensorIds<'_>) -> EpilogueTensors {
        let flags = Flags::of(&self.stages).expect("the chain was checked");
        EpilogueTensors {
            prelu: flags.prelu.map(|prelu| ids.prelu(prelu)),
            affine: flags.affine.map(|norm| ids.norm(norm)),
            final_prelu: flags.final_prelu.map(|prelu| ids.prelu(prelu)),
        }
    }

    /// The tensors of the convolution, if there is one.
    pub fn conv_tensors(&self, ids: &TensorIds<'_>) -> Option<ConvTensors> {
        let conv = self.conv?;
        Some(ConvTensors {
            weight: ids.id(&conv.weight),
            bias: conv.bias.as_ref().map(|bias| ids.id(bias)),
            norm: self.norm.map(|norm| ids.norm(norm)),
            epilogue: self.epilogue_tensors(ids),
        })
    }

    /// The slopes, if a PReLU is the only stage.
    pub fn only_prelu(&self) -> Option<&'g PRelu> {
        match self.stages[..] {
            [Stage::PRelu(prelu)] => Some(prelu),
            _ => None,
        }
    }
}

/// The stages that kernels have, in the order in which they have them.
#[derive(Default)]
struct Flags<'g> {
    prelu: Option<&'g PRelu>,
    gate: bool,
    residual: bool,
    affine: Option<&'g BatchNorm>,
    final_prelu: Option<&'g PRelu>,
    sigmoid: bool,
}

impl<'g> Flags<'g> {
    /// Of stages in an order that kernels have.
    fn of(stages: &[Stage<'g>]) -> Option<Self> {
        let mut flags = Flags::default();
        let mut done = 0;
        for &stage in stages {
            done = match stage {
                Stage::PRelu(prelu) if done < 1 => {
                    flags.prelu = Some(prelu);
                    1
                }
                Stage::Gate if done < 2 => {
                    flags.gate = true;
                    2
                }
                Stage::Add if done < 3 => {
                    flags.residual = true;
                    3
                }
                Stage::Affine(norm) if done < 4 => {
                    flags.affine = Some(norm);
                    4
                }
                Stage::PRelu(prelu) if done < 5 => {
                    flags.final_prelu = Some(prelu);
                    5
                }
                Stage::Sigmoid if done < 6 => {
                    flags.sigmoid = true;
                    6
                }
                _ => return None,
            };
        }
        Some(flags)
    }
}

//! What generated code is written in. Not meant to be called by hand, but stable: generated files
//! are checked in and outlive a version.

use core::ops::Range;

use espnet_abi::Isa;

#[cfg(feature = "std")]
pub use crate::workspace::BoxedWorkspace;
pub use crate::{
    kernels::{Call, Shape, Step, invoke},
    simd::Simd,
};
use crate::{
    simd::{AnySimd, IsaError, select},
    weights::Weights,
};
pub use crate::{weights::Embedded, workspace::Workspace};
#[cfg(feature = "std")]
use {crate::load::LoadError, espnet_abi::pack::Recipe, std::path::Path};

/// A network's weights and the instruction set it runs on.
#[derive(Clone, Debug)]
pub struct Network {
    weights: Weights,
    simd: AnySimd,
}

/// A whole forward pass, for any instruction set.
pub trait Program {
    /// Runs it.
    fn run<S: Simd>(self, simd: S);
}

impl Network {
    /// With weights packed when the network was compiled.
    ///
    /// # Errors
    /// If `ESPNET_ISA` names an instruction set that is not to be had.
    pub fn embedded<const N: usize>(weights: &'static Embedded<[u8; N]>) -> Result<Self, IsaError> {
        Ok(Network { simd: select()?, weights: Weights::embedded(weights) })
    }

    /// With the weights of a checkpoint file.
    ///
    /// # Errors
    /// If it cannot be read or does not fit, or `ESPNET_ISA` is wrong.
    #[cfg(feature = "std")]
    pub fn load(path: &Path, recipe: &Recipe<'_>) -> Result<Self, LoadError> {
        Ok(Network { simd: select()?, weights: crate::load::open(path, recipe)? })
    }

    /// With the weights of a checkpoint in memory.
    ///
    /// # Errors
    /// If it is none or does not fit, or `ESPNET_ISA` is wrong.
    #[cfg(feature = "std")]
    pub fn from_bytes(bytes: &[u8], recipe: &Recipe<'_>) -> Result<Self, LoadError> {
        Ok(Network { simd: select()?, weights: crate::load::from_bytes(bytes, recipe)? })
    }

    /// The packed weights.
    pub fn weights(&self) -> &[f32] {
        self.weights.floats()
    }

    /// The instruction set.
    pub fn isa(&self) -> Isa {
        self.simd.isa()
    }

    /// Changes the instruction set.
    ///
    /// # Errors
    /// If this processor does not have it.
    pub fn set_isa(&mut self, isa: Isa) -> Result<(), IsaError> {
        self.simd = AnySimd::for_isa(isa).ok_or_else(|| IsaError::lacking(isa))?;
        Ok(())
    }

    /// Runs a forward pass.
    pub fn run(&self, program: impl Program) {
        match self.simd {
            AnySimd::Scalar(simd) => program.run(simd),
            #[cfg(target_arch = "x86_64")]
            AnySimd::Avx2(simd) => program.run(simd),
            #[cfg(target_arch = "x86_64")]
            AnySimd::Avx512(simd) => program.run(simd),
        }
    }
}

/// Disjoint ranges of the arena. The plan makes them disjoint and within it.
#[inline(always)]
pub fn split<const N: usize>(arena: &mut [f32], ranges: [Range<usize>; N]) -> [&mut [f32]; N] {
    match arena.get_disjoint_mut(ranges) {
        Ok(parts) => parts,
        Err(error) => unreachable!("the plan lays buffers out: {error}"),
    }
}

/// The `N` floats of the arena from `start` on.
#[inline(always)]
pub fn array<const N: usize>(arena: &[f32], start: usize) -> &[f32; N] {
    match arena.get(start..).and_then(<[f32]>::first_chunk) {
        Some(array) => array,
        None => unreachable!("the plan lays outputs out within the arena"),
    }
}

//! Sixteen-lane vectors for every instruction set, behind tokens that exist only where the
//! instructions do.
//!
//! Kernels are generic over [`Simd`] and work on blocks of sixteen floats: one AVX-512 register,
//! two AVX registers, or an array. A token such as [`Avx2`] can only be had from a constructor that
//! checked the processor, so every method on it is safe to call. [`Simd::run`] is the one place
//! where code crosses into a function compiled for the instruction set; everything under it is
//! inlined into that function.

use espnet_abi::{Isa, layout::BLOCK};

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;
mod scalar;
mod select;

#[cfg(target_arch = "x86_64")]
pub use avx2::Avx2;
#[cfg(target_arch = "x86_64")]
pub use avx512::Avx512;
pub use scalar::Scalar;
pub use select::{AnySimd, IsaError, named, select};

/// Work that [`Simd::run`] compiles for an instruction set.
pub trait Kernel {
    /// What it returns.
    type Output;

    /// Does the work. Implementations are `#[inline(always)]`, or they lose the instruction set.
    fn run<S: Simd>(self, simd: S) -> Self::Output;
}

/// Proof that this processor has an instruction set, and the operations on blocks of 16 floats.
pub trait Simd: Copy + Send + Sync + 'static {
    /// Sixteen floats in registers.
    type Block: Copy;

    /// Which instruction set this is. Kernels choose their tiles by it, at compile time.
    const ISA: Isa;

    /// Runs `kernel` in a function compiled for this instruction set, one for each kernel type.
    fn run<K: Kernel>(self, kernel: K) -> K::Output;

    /// All lanes `x`.
    fn splat(self, x: f32) -> Self::Block;

    /// Sixteen neighbouring floats.
    fn load(self, from: &[f32; BLOCK]) -> Self::Block;

    /// The first `from.len()` ≤ 16 lanes from memory, the others zero.
    fn load_partial(self, from: &[f32]) -> Self::Block;

    /// Writes all lanes.
    fn store(self, x: Self::Block, to: &mut [f32; BLOCK]);

    /// Writes the first `to.len()` ≤ 16 lanes.
    fn store_partial(self, x: Self::Block, to: &mut [f32]);

    /// a + b.
    fn add(self, a: Self::Block, b: Self::Block) -> Self::Block;

    /// a − b.
    fn sub(self, a: Self::Block, b: Self::Block) -> Self::Block;

    /// a · b.
    fn mul(self, a: Self::Block, b: Self::Block) -> Self::Block;

    /// a / b.
    fn div(self, a: Self::Block, b: Self::Block) -> Self::Block;

    /// a · b + c; rounded once where the instruction set has fused multiplication, else twice.
    fn mul_add(self, a: Self::Block, b: Self::Block, c: Self::Block) -> Self::Block;

    /// x where x > 0 (also where x is NaN), slope · x elsewhere.
    fn prelu(self, x: Self::Block, slope: Self::Block) -> Self::Block;

    /// 1 / (1 + e^−x), lane by lane through the scalar function: it is used for a few gates only,
    /// and this way gives the same bits everywhere.
    #[inline(always)]
    fn sigmoid(self, x: Self::Block) -> Self::Block {
        let mut lanes = [0.0; BLOCK];
        self.store(x, &mut lanes);
        for lane in &mut lanes {
            *lane = 1.0 / (1.0 + libm::expf(-*lane));
        }
        self.load(&lanes)
    }
}

//! Denormal numbers count as zero during a forward pass.
//!
//! Processors take a hundred times as long for an operation on numbers below 2⁻¹²⁶ as for any other.
//! Nothing in a network's output depends on such numbers, but a dark picture or a dying channel can
//! be full of them.

/// While it lives, this thread's floating-point instructions take denormal operands for zero and
/// flush denormal results to it. Then the thread is as it was.
pub(crate) struct FlushDenormals {
    #[cfg(all(target_arch = "x86_64", not(miri)))]
    before: u32,
}

/// Bits of MXCSR: flush results to zero, take denormal operands for zero.
#[cfg(all(target_arch = "x86_64", not(miri)))]
const FTZ_AND_DAZ: u32 = 1 << 15 | 1 << 6;

impl FlushDenormals {
    #[cfg(all(target_arch = "x86_64", not(miri)))]
    pub(crate) fn begin() -> Self {
        let before = mxcsr();
        set_mxcsr(before | FTZ_AND_DAZ);
        FlushDenormals { before }
    }

    /// Other processors, and Miri, which runs no assembly: nothing to do.
    #[cfg(not(all(target_arch = "x86_64", not(miri))))]
    pub(crate) fn begin() -> Self {
        FlushDenormals {}
    }
}

#[cfg(all(target_arch = "x86_64", not(miri)))]
impl Drop for FlushDenormals {
    fn drop(&mut self) {
        set_mxcsr(self.before);
    }
}

/// The thread's control and status register for floating point.
#[cfg(all(target_arch = "x86_64", not(miri)))]
fn mxcsr() -> u32 {
    let mut value = 0_u32;
    // SAFETY: every x86-64 processor has SSE; the instruction writes the four bytes it is given.
    unsafe {
        core::arch::asm!("stmxcsr [{}]", in(reg) &mut value, options(nostack, preserves_flags));
    }
    value
}

/// Sets it. Kernels compute through intrinsics, which the compiler neither moves across an `asm`
/// that it knows nothing of nor evaluates itself on the network's numbers.
#[cfg(all(target_arch = "x86_64", not(miri)))]
fn set_mxcsr(value: u32) {
    // SAFETY: the value differs from one that the processor had in FTZ and DAZ only, which no
    // exception and no rounding depends on, and every caller sets it back before it returns.
    unsafe {
        core::arch::asm!("ldmxcsr [{}]", in(reg) &value, options(nostack, preserves_flags));
    }
}

#[cfg(all(test, target_arch = "x86_64", not(miri)))]
mod tests {
    use core::hint::black_box;

    use super::*;

    #[test]
    fn denormals_are_zero_for_a_while() {
        let before = mxcsr();
        let half = || black_box(f32::MIN_POSITIVE) * black_box(0.5);
        {
            let _flush = FlushDenormals::begin();
            assert_eq!(half(), 0.0);
        }
        assert!(half() > 0.0);
        // All but the sticky flags, which say what has happened.
        assert_eq!(mxcsr() & !0x3f, before & !0x3f);
    }
}

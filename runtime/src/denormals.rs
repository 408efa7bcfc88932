//! Treats denormal numbers as zero during a forward pass.
//!
//! An operation on a number below 2⁻¹²⁶ takes a processor a hundred times as long as any other. A network's
//! output does not depend on numbers that small, but a dark picture or a channel that is almost zero can
//! produce many of them.

/// A guard. While it exists, floating-point instructions of this thread read denormal operands as zero and
/// flush denormal results to zero. Dropping it restores the thread's previous state.
pub(crate) struct FlushDenormals {
    #[cfg(all(target_arch = "x86_64", not(miri)))]
    before: u32,
}

/// Two bits of MXCSR: flush denormal results to zero (FTZ), read denormal operands as zero (DAZ).
#[cfg(all(target_arch = "x86_64", not(miri)))]
const FTZ_AND_DAZ: u32 = 1 << 15 | 1 << 6;

impl FlushDenormals {
    #[cfg(all(target_arch = "x86_64", not(miri)))]
    pub(crate) fn begin() -> Self {
        let before = mxcsr();
        set_mxcsr(before | FTZ_AND_DAZ);
        FlushDenormals { before }
    }

    /// Does nothing on other processors, nor under Miri, which runs no assembly.
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

/// Reads the thread's floating-point control and status register.
#[cfg(all(target_arch = "x86_64", not(miri)))]
fn mxcsr() -> u32 {
    let mut value = 0_u32;
    // SAFETY: every x86-64 processor has SSE; the instruction writes the four bytes it is given.
    unsafe {
        core::arch::asm!("stmxcsr [{}]", in(reg) &mut value, options(nostack, preserves_flags));
    }
    value
}

/// Writes the register. Kernels compute through intrinsics. The compiler moves none of them across an `asm`
/// block that it knows nothing about, and evaluates none of them itself on the network's numbers.
#[cfg(all(target_arch = "x86_64", not(miri)))]
fn set_mxcsr(value: u32) {
    // SAFETY: the value differs from one that the processor had only in FTZ and DAZ. No exception and no
    // rounding depends on these, and every caller restores them before it returns.
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
        // Compares all bits but the sticky flags, which record past exceptions.
        assert_eq!(mxcsr() & !0x3f, before & !0x3f);
    }
}

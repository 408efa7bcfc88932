//! Memory for weights, arenas and workers: zeroed, aligned to a cache line, and on huge pages where the
//! operating system offers them.
//!
//! A forward pass walks through megabytes. With pages of 2 MiB nearly all of its addresses are in the
//! processor's first-level TLB.

use alloc::boxed::Box;
use core::{
    mem::{MaybeUninit, size_of},
    slice,
};

use espnet_abi::layout::{ALIGN, BLOCK};

/// Sixteen floats, aligned to a cache line.
#[derive(Clone, Copy)]
#[repr(C, align(64))]
struct Line([f32; BLOCK]);

const _: () = assert!(align_of::<Line>() == ALIGN && size_of::<Line>() == ALIGN);

/// Owned floats, aligned to a cache line.
pub struct Floats {
    lines: Box<[Line]>,
    len: usize,
}

impl Floats {
    /// `len` zeros.
    pub fn zeroed(len: usize) -> Self {
        let mut lines = Box::<[Line]>::new_uninit_slice(len.div_ceil(BLOCK));
        clear(&mut lines);
        // SAFETY: `clear` has zeroed all bytes, and zero bytes are the float 0.
        let lines = unsafe { lines.assume_init() };
        Floats { lines, len }
    }

    /// The floats.
    pub fn as_slice(&self) -> &[f32] {
        // SAFETY: lines are floats and nothing else, at least `len` of them.
        unsafe { slice::from_raw_parts(self.lines.as_ptr().cast(), self.len) }
    }

    /// The floats, mutable.
    pub fn as_mut_slice(&mut self) -> &mut [f32] {
        // SAFETY: as above; the borrow is exclusive.
        unsafe { slice::from_raw_parts_mut(self.lines.as_mut_ptr().cast(), self.len) }
    }
}

impl core::fmt::Debug for Floats {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Floats").field("len", &self.len).finish_non_exhaustive()
    }
}

/// Zeros memory that has just been allocated. Before touching it, asks the operating system for huge pages.
pub fn clear<T>(memory: &mut [MaybeUninit<T>]) {
    advise_huge_pages(memory.as_mut_ptr().cast(), size_of_val(memory));
    // SAFETY: the slice's own memory.
    unsafe { memory.as_mut_ptr().write_bytes(0, memory.len()) };
}

/// The size of a huge page in bytes.
#[cfg(all(target_os = "linux", not(miri)))]
const HUGE: usize = 2 << 20;

/// Asks Linux to use huge pages for the aligned 2 MiB pieces of `len` bytes. Linux may decline; nothing
/// depends on it.
#[cfg(all(target_os = "linux", not(miri)))]
fn advise_huge_pages(memory: *mut u8, len: usize) {
    use core::ffi::{c_int, c_void};

    // Part of the C library that `std` is linked with on Linux.
    unsafe extern "C" {
        fn madvise(address: *mut c_void, len: usize, advice: c_int) -> c_int;
    }
    const MADV_HUGEPAGE: c_int = 14;

    let before = memory.align_offset(HUGE);
    let Some(whole) = len.checked_sub(before).map(|rest| rest / HUGE * HUGE) else { return };
    if whole > 0 {
        // SAFETY: the range is within memory that the caller owns, and the advice has no effect that a
        // program could observe.
        unsafe { madvise(memory.add(before).cast(), whole, MADV_HUGEPAGE) };
    }
}

/// Does nothing elsewhere, nor under Miri, which does not support the call.
#[cfg(not(all(target_os = "linux", not(miri))))]
fn advise_huge_pages(_memory: *mut u8, _len: usize) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_are_zero_and_aligned_whatever_their_number() {
        // More than a huge page, except under Miri, where every byte takes a microsecond.
        let many = if cfg!(miri) { 3 << 5 } else { 3 << 20 };
        for len in [0, 1, 15, 16, 17, many] {
            let mut floats = Floats::zeroed(len);
            assert_eq!(floats.as_slice().len(), len);
            assert!(floats.as_slice().iter().all(|x| x.to_bits() == 0));
            assert_eq!(floats.as_slice().as_ptr().align_offset(ALIGN), 0);
            if let Some(last) = floats.as_mut_slice().last_mut() {
                *last = 1.0;
                assert_eq!(floats.as_slice()[len - 1], 1.0);
            }
        }
    }
}

//! Repetition at the level of tokens.

/// Repeats a statement for the numbers below the constant `$count`, at most 14, each a constant
/// `$i`. A loop might stay one, and then keeps arrays of vectors in memory that should be registers.
macro_rules! unroll {
    ($i:ident < $count:ident => $body:expr) => {
        $crate::kernels::unroll::unroll!(
            $i < $count => $body; 0 1 2 3 4 5 6 7 8 9 10 11 12 13
        )
    };
    ($i:ident < $count:ident => $body:expr; $($literal:literal)+) => {
        $(if const { $literal < $count } {
            const $i: usize = $literal;
            $body;
        })+
    };
}
pub(super) use unroll;

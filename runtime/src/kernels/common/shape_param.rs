//! Shapes as kernels take them: constants, or known at run time only.

/// A shape as a value that kernels are generic over: a constant, or known at run time only.
pub trait ShapeParam<D>: Copy {
    /// The shape, if it is a constant. No code is generated for branches on `if const` that a constant
    /// shape excludes.
    const KNOWN: Option<D>;

    /// The shape.
    fn shape(self) -> D;
}

/// A shape that is known at run time only.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Runtime<D>(pub(crate) D);

impl<D: Copy> ShapeParam<D> for Runtime<D> {
    const KNOWN: Option<D> = None;

    #[inline(always)]
    fn shape(self) -> D {
        self.0
    }
}

/// A value computed from a shape. For a constant shape it is computed at compile time, whatever the
/// optimiser does.
macro_rules! derived {
    ($source:ident: $shape:expr, |$name:ident| $value:expr) => {
        match const {
            match $source::KNOWN {
                Some($name) => Some($value),
                None => None,
            }
        } {
            Some(value) => value,
            None => match $shape {
                $name => $value,
            },
        }
    };
}
pub(crate) use derived;

/// Makes `$part<Q>` a shape parameter: its shape is computed from the shape of `Q`.
macro_rules! part_of {
    ($part:ident: $whole:ty => $shape:ty, |$name:ident| $value:expr) => {
        impl<Q: ShapeParam<$whole>> ShapeParam<$shape> for $part<Q> {
            const KNOWN: Option<$shape> = match Q::KNOWN {
                Some($name) => Some($value),
                None => None,
            };

            #[inline(always)]
            fn shape(self) -> $shape {
                match const { Self::KNOWN } {
                    Some(shape) => shape,
                    None => {
                        let $name = self.0.shape();
                        $value
                    }
                }
            }
        }
    };
}
pub(crate) use part_of;

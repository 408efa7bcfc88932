//! Shapes as parameters of kernels: either constants or values that are known only at run time.

/// A shape that kernels are generic over: either a constant or known only at run time.
pub trait ShapeParam<D>: Copy {
    /// The shape, if it is a constant. Branches on `if const` that a constant shape excludes generate no
    /// code.
    const KNOWN: Option<D>;

    /// The shape.
    fn shape(self) -> D;
}

/// A shape that is known only at run time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Runtime<D>(pub(crate) D);

impl<D: Copy> ShapeParam<D> for Runtime<D> {
    const KNOWN: Option<D> = None;

    #[inline(always)]
    fn shape(self) -> D {
        self.0
    }
}

/// A value computed from a shape. For a constant shape it is always computed at compile time, independent of
/// the optimiser.
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

/// Makes `$part<Q>` a shape parameter whose shape is computed from the shape of `Q`.
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

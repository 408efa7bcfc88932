//! The calls in a pickle that describe tensors, recognised by name. No other has any effect.

use alloc::boxed::Box;
use alloc::format;
use alloc::vec::Vec;

use crate::error::CheckpointError;
use crate::pickle::Machine;
use crate::value::{Global, Id, Storage, TensorRef, Value};
use crate::view::MAX_RANK;

/// Longest key of a storage, in bytes. PyTorch writes a counter or an address.
const MAX_KEY: usize = 256;

impl<'a> Machine<'a> {
    /// Pushes what `callee(*arguments)` stands for.
    pub(crate) fn call(&mut self, callee: Id, arguments: Id) -> Result<(), CheckpointError> {
        let global = match self.values[callee] {
            Value::Global(global) | Value::Opaque(global) => global,
            _ => return Err(self.fault("the pickle calls something that is not a named object")),
        };
        let known = matches!(self.values[callee], Value::Global(_));
        match (global.module, global.name) {
            ("collections", "OrderedDict") if known => self.ordered_dict(arguments),
            ("torch._utils", "_rebuild_tensor_v2" | "_rebuild_tensor") if known => {
                self.rebuild_tensor(global, arguments)
            }
            // A parameter is its tensor with a flag that matters only to training.
            ("torch._utils", "_rebuild_parameter" | "_rebuild_parameter_with_state")
            | ("torch", "Size")
                if known =>
            {
                match self.items(arguments).and_then(<[Id]>::first) {
                    Some(&first) => {
                        self.push_id(first);
                        Ok(())
                    }
                    None => Err(self.bad_arguments(global)),
                }
            }
            _ => {
                self.push(Value::Opaque(global));
                Ok(())
            }
        }
    }

    /// Pushes the storage that a persistent id names.
    ///
    /// The id is `("storage", class, key, device, elements)`, with `None` or
    /// `(key, first element, elements)` at the end in the legacy container. That one also has ids of
    /// other kinds, for the source text of modules.
    pub(crate) fn persistent(&mut self, id: Id) -> Result<(), CheckpointError> {
        let items = self.items(id).unwrap_or_default();
        let (kind, class) = match items {
            [kind, class, ..] => (&self.values[*kind], &self.values[*class]),
            _ => return Err(self.fault("a persistent id is not the tuple PyTorch writes")),
        };
        let (&Value::Text(kind), &Value::Global(class)) = (kind, class) else {
            return Err(self.fault("a persistent id names neither a kind nor a class"));
        };
        if kind != "storage" {
            self.push(Value::Opaque(class));
            return Ok(());
        }
        let storage = self.storage(class, items).ok_or_else(|| {
            self.fault("a storage lacks a key, or its size is not a natural number")
        })?;
        self.storages.push(storage);
        self.push(Value::Storage(Box::new(storage)));
        Ok(())
    }

    fn storage(&self, class: Global<'a>, items: &[Id]) -> Option<Storage<'a>> {
        let Value::Text(key) = self.values[*items.get(2)?] else {
            return None;
        };
        if key.len() > MAX_KEY {
            return None;
        }
        let view = match items.get(5).map(|&id| &self.values[id]) {
            None | Some(Value::None) => None,
            Some(Value::Tuple(view)) => {
                Some((self.natural(*view.get(1)?)?, self.natural(*view.get(2)?)?))
            }
            Some(_) => return None,
        };
        Some(Storage { key, class, elements: self.natural(*items.get(4)?)?, view })
    }

    /// `OrderedDict()`, which gets its items later, or `OrderedDict([[key, value], …])` of Python 2.
    fn ordered_dict(&mut self, arguments: Id) -> Result<(), CheckpointError> {
        let pairs = match self.items(arguments) {
            Some([]) => Some(Vec::new()),
            Some([list]) => self.items(*list).and_then(|list| {
                let pair = |&id: &Id| match self.items(id) {
                    Some(&[key, value]) => Some((key, value)),
                    _ => None,
                };
                list.iter().map(pair).collect()
            }),
            _ => None,
        };
        let Some(pairs) = pairs else {
            return Err(
                self.fault("`collections.OrderedDict` is called with something other than pairs")
            );
        };
        self.charge(pairs.len())?;
        self.push(Value::Dict(pairs));
        Ok(())
    }

    /// `_rebuild_tensor(storage, offset, shape, strides)`; version 2 adds what training needs.
    fn rebuild_tensor(&mut self, global: Global<'a>, arguments: Id) -> Result<(), CheckpointError> {
        let tensor = match self.items(arguments) {
            Some(&[storage, offset, shape, strides, ..]) => match &self.values[storage] {
                Value::Storage(storage) => self
                    .tensor(**storage, offset, shape, strides)
                    .map(|tensor| Value::Tensor(Box::new(tensor))),
                Value::Opaque(class) => Some(Value::Opaque(*class)),
                _ => None,
            },
            _ => None,
        };
        let Some(tensor) = tensor else {
            return Err(self.bad_arguments(global));
        };
        if let Value::Tensor(tensor) = &tensor {
            self.charge(tensor.shape.len() + tensor.strides.len())?;
        }
        self.push(tensor);
        Ok(())
    }

    fn tensor(
        &self,
        storage: Storage<'a>,
        offset: Id,
        shape: Id,
        strides: Id,
    ) -> Option<TensorRef<'a>> {
        Some(TensorRef {
            storage,
            offset: self.natural(offset)?,
            shape: self.naturals(shape)?,
            strides: self.naturals(strides)?,
        })
    }

    fn bad_arguments(&self, global: Global<'_>) -> CheckpointError {
        self.fault(&format!("{} is called with arguments it does not take", global.quoted()))
    }

    /// The items of a tuple or list.
    fn items(&self, id: Id) -> Option<&[Id]> {
        match &self.values[id] {
            Value::Tuple(items) | Value::List(items) => Some(items),
            _ => None,
        }
    }

    fn natural(&self, id: Id) -> Option<usize> {
        match self.values[id] {
            Value::Int(value) => usize::try_from(value).ok(),
            _ => None,
        }
    }

    /// A shape or strides.
    fn naturals(&self, id: Id) -> Option<Vec<usize>> {
        let items = self.items(id)?;
        if items.len() > MAX_RANK {
            return None;
        }
        items.iter().map(|&item| self.natural(item)).collect()
    }
}

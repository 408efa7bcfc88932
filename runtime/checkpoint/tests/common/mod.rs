//! Builds small checkpoint files as PyTorch writes them, and damaged ones.

// Each test binary uses only a part of this module.
#![allow(dead_code)]

/// Assembles a pickle of protocol 2, opcode by opcode.
#[derive(Default, Clone)]
pub struct Pickler {
    pub bytes: Vec<u8>,
}

impl Pickler {
    pub fn new() -> Pickler {
        Pickler { bytes: vec![0x80, 2] }
    }

    pub fn op(&mut self, opcode: u8) -> &mut Self {
        self.bytes.push(opcode);
        self
    }

    pub fn raw(&mut self, bytes: &[u8]) -> &mut Self {
        self.bytes.extend_from_slice(bytes);
        self
    }

    pub fn text(&mut self, text: &str) -> &mut Self {
        self.op(b'X').raw(&(text.len() as u32).to_le_bytes()).raw(text.as_bytes())
    }

    pub fn int(&mut self, value: i32) -> &mut Self {
        match u8::try_from(value) {
            Ok(small) => self.op(b'K').op(small),
            Err(_) => self.op(b'J').raw(&value.to_le_bytes()),
        }
    }

    pub fn global(&mut self, module: &str, name: &str) -> &mut Self {
        self.op(b'c').raw(format!("{module}\n{name}\n").as_bytes())
    }

    pub fn tuple(&mut self, values: &[usize]) -> &mut Self {
        self.op(b'(');
        for &value in values {
            self.int(value as i32);
        }
        self.op(b't')
    }

    /// An empty `OrderedDict`; items may follow until [`Pickler::close`].
    pub fn open_ordered_dict(&mut self) -> &mut Self {
        self.global("collections", "OrderedDict").op(b')').op(b'R').op(b'(')
    }

    /// An empty `dict`; items may follow until [`Pickler::close`].
    pub fn open_dict(&mut self) -> &mut Self {
        self.op(b'}').op(b'(')
    }

    pub fn close(&mut self) -> &mut Self {
        self.op(b'u')
    }

    pub fn storage(&mut self, storage: &StorageId) -> &mut Self {
        self.op(b'(')
            .text("storage")
            .global("torch", storage.class)
            .text(storage.key)
            .text("cpu")
            .int(storage.elements as i32);
        if let Some(view) = storage.legacy {
            match view {
                None => self.op(b'N'),
                Some((first, elements)) => {
                    self.op(b'(').text("view").int(first as i32).int(elements as i32).op(b't')
                }
            };
        }
        self.op(b't').op(b'Q')
    }

    pub fn tensor(
        &mut self,
        storage: &StorageId,
        offset: usize,
        shape: &[usize],
        strides: &[usize],
    ) -> &mut Self {
        self.global("torch._utils", "_rebuild_tensor_v2")
            .op(b'(')
            .storage(storage)
            .int(offset as i32)
            .tuple(shape)
            .tuple(strides)
            .op(0x89)
            .open_ordered_dict()
            .close()
            .op(b't')
            .op(b'R')
    }

    /// A call of `os.system`, as an attack would contain it.
    pub fn attack(&mut self) -> &mut Self {
        self.global("os", "system").text("echo attacked").op(0x85).op(b'R')
    }

    pub fn stop(&mut self) -> Vec<u8> {
        self.op(b'.');
        self.bytes.clone()
    }
}

/// How a pickle names a storage.
#[derive(Clone, Copy)]
pub struct StorageId {
    pub class: &'static str,
    pub key: &'static str,
    pub elements: usize,
    /// In a legacy file: a sixth item, which is a view or `None`.
    pub legacy: Option<Option<(usize, usize)>>,
}

impl StorageId {
    pub fn new(class: &'static str, key: &'static str, elements: usize) -> StorageId {
        StorageId { class, key, elements, legacy: None }
    }
}

pub fn f32_bytes(values: &[f32]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_le_bytes()).collect()
}

/// The container for a pickle and its storages.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Container {
    Zip,
    Zip64,
    Legacy,
}

pub const CONTAINERS: [Container; 3] = [Container::Zip, Container::Zip64, Container::Legacy];

impl Container {
    /// A file of this container. Each storage is its key, bytes per element, and bytes.
    pub fn file(self, pickle: &[u8], storages: &[(&str, usize, Vec<u8>)]) -> Vec<u8> {
        match self {
            Container::Legacy => legacy(pickle, storages, true),
            Container::Zip | Container::Zip64 => {
                let mut entries = vec![
                    ("archive/data.pkl".to_string(), pickle.to_vec()),
                    ("archive/byteorder".to_string(), b"little".to_vec()),
                ];
                for (key, _, bytes) in storages {
                    entries.push((format!("archive/data/{key}"), bytes.clone()));
                }
                entries.push(("archive/version".to_string(), b"3\n".to_vec()));
                zip(&entries, self == Container::Zip64)
            }
        }
    }
}

/// A legacy file.
pub fn legacy(pickle: &[u8], storages: &[(&str, usize, Vec<u8>)], little_endian: bool) -> Vec<u8> {
    let mut file = b"\x80\x02\x8a\x0al\xfc\x9cF\xf9 j\xa8P\x19.\x80\x02M\xe9\x03.".to_vec();
    file.extend(
        Pickler::new()
            .open_dict()
            .text("protocol_version")
            .int(1001)
            .text("little_endian")
            .op(if little_endian { 0x88 } else { 0x89 })
            .text("type_sizes")
            .open_dict()
            .close()
            .close()
            .stop(),
    );
    file.extend_from_slice(pickle);
    let mut keys = Pickler::new();
    keys.op(b']').op(b'(');
    for (key, _, _) in storages {
        keys.text(key);
    }
    file.extend(keys.op(b'e').stop());
    for (_, size, bytes) in storages {
        let count = (bytes.len() / size) as u64;
        file.extend(if little_endian { count.to_le_bytes() } else { count.to_be_bytes() });
        file.extend_from_slice(bytes);
    }
    file
}

/// An archive of stored entries, each aligned to 64 bytes by an extra field as PyTorch does.
pub fn zip(entries: &[(String, Vec<u8>)], wide: bool) -> Vec<u8> {
    let mut file = Vec::new();
    let mut directory = Vec::new();
    for (name, data) in entries {
        let offset = file.len();
        let unpadded = offset + 30 + name.len() + 4;
        let padding = unpadded.next_multiple_of(64) - unpadded;
        file.extend_from_slice(b"PK\x03\x04\0\0\x08\x08\0\0\0\0\0\0\0\0\0\0");
        file.extend((data.len() as u32).to_le_bytes());
        file.extend((data.len() as u32).to_le_bytes());
        file.extend((name.len() as u16).to_le_bytes());
        file.extend((4 + padding as u16).to_le_bytes());
        file.extend_from_slice(name.as_bytes());
        file.extend_from_slice(b"FB");
        file.extend((padding as u16).to_le_bytes());
        file.extend(std::iter::repeat_n(b'Z', padding));
        file.extend_from_slice(data);

        directory.extend_from_slice(b"PK\x01\x02\0\0\0\0\x08\x08\0\0\0\0\0\0\0\0\0\0");
        let short = |value: usize| if wide { u32::MAX } else { value as u32 }.to_le_bytes();
        directory.extend(short(data.len()));
        directory.extend(short(data.len()));
        directory.extend((name.len() as u16).to_le_bytes());
        directory.extend(if wide { 28u16 } else { 0 }.to_le_bytes());
        directory.extend_from_slice(&[0; 10]);
        directory.extend(short(offset));
        directory.extend_from_slice(name.as_bytes());
        if wide {
            directory.extend(1u16.to_le_bytes());
            directory.extend(24u16.to_le_bytes());
            for value in [data.len(), data.len(), offset] {
                directory.extend((value as u64).to_le_bytes());
            }
        }
    }
    let start = file.len();
    file.extend_from_slice(&directory);
    if wide {
        let record = file.len();
        file.extend_from_slice(b"PK\x06\x06");
        file.extend(44u64.to_le_bytes());
        file.extend_from_slice(&[0; 12]);
        for value in [entries.len(), entries.len(), directory.len(), start] {
            file.extend((value as u64).to_le_bytes());
        }
        file.extend_from_slice(b"PK\x06\x07\0\0\0\0");
        file.extend((record as u64).to_le_bytes());
        file.extend_from_slice(&[1, 0, 0, 0]);
    }
    file.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    let count = if wide { u16::MAX } else { entries.len() as u16 };
    file.extend(count.to_le_bytes());
    file.extend(count.to_le_bytes());
    file.extend((directory.len() as u32).to_le_bytes());
    file.extend(if wide { u32::MAX } else { start as u32 }.to_le_bytes());
    file.extend_from_slice(&[0, 0]);
    file
}

//! Checkpoints other than plain state dicts: dictionaries under any key, negated views, tensors with
//! attributes, tensors that are refused by name, archives of other programs, shards.

mod common;

use common::{CONTAINERS, Container, Pickler, StorageId, f32_bytes, zip};
use espnet_abi::pack::{Parameter, Recipe};
use espnet_checkpoint::write_safetensors;
use espnet_checkpoint::{Checkpoint, CheckpointError, Dtype, ErrorKind, ShardIndex, Tensor};

const TWO: StorageId = StorageId { class: "FloatStorage", key: "0", elements: 2, legacy: None };

/// A network with one parameter.
const RECIPE: Recipe<'static> = Recipe {
    parameters: &[Parameter { name: "conv.weight", shape: &[2] }],
    unused: &[],
    packings: &[],
    len: 0,
};

fn two() -> (&'static str, usize, Vec<u8>) {
    ("0", 4, f32_bytes(&[1.5, -2.0]))
}

/// Reads a pickle from each container.
fn read(pickle: &[u8]) -> [Result<Checkpoint, CheckpointError>; 3] {
    CONTAINERS.map(|container| Checkpoint::from_bytes(&container.file(pickle, &[two()])))
}

/// Begins the arguments of a call; the first of them will be the tensor.
fn call<'p>(p: &'p mut Pickler, module: &str, name: &str) -> &'p mut Pickler {
    p.global(module, name).op(b'(')
}

fn plain(p: &mut Pickler) {
    p.tensor(&TWO, 0, &[2], &[1]);
}

/// Returns a state dict with a tensor `w`, which `write` adds.
fn one(write: impl Fn(&mut Pickler)) -> Vec<u8> {
    let mut p = Pickler::new();
    p.open_ordered_dict().text("w");
    write(&mut p);
    p.close().stop()
}

/// Writes a call of `_rebuild_tensor_v2` with metadata.
fn with_metadata(p: &mut Pickler, metadata: impl Fn(&mut Pickler)) {
    call(p, "torch._utils", "_rebuild_tensor_v2").storage(&TWO).int(0).tuple(&[2]).tuple(&[1]);
    p.op(0x89).open_ordered_dict().close();
    metadata(p);
    p.op(b't').op(b'R');
}

#[track_caller]
fn reads(pickle: &[u8], expected: [f32; 2]) {
    for checkpoint in read(pickle) {
        assert_eq!(checkpoint.unwrap().get("w").unwrap().data(), expected);
    }
}

#[track_caller]
fn refuses(pickle: &[u8], parts: &[&str]) {
    for result in read(pickle) {
        let message = result.unwrap_err().to_string();
        for part in parts.iter().chain(&["`w`"]) {
            assert!(message.contains(part), "{message:?} lacks {part:?}");
        }
    }
}

#[test]
fn metadata_is_applied_or_refused() {
    let flag = |key: &'static str, value: u8| {
        one(move |p| {
            with_metadata(p, |p| {
                p.open_dict().text(key).op(value).close();
            });
        })
    };
    let (yes, no) = (0x88, 0x89);
    reads(&flag("neg", yes), [-1.5, 2.0]);
    reads(&flag("neg", no), [1.5, -2.0]);
    reads(&flag("conj", no), [1.5, -2.0]);
    reads(&one(|p| with_metadata(p, |p| _ = p.op(b'N'))), [1.5, -2.0]);
    refuses(&flag("conj", yes), &["metadata `conj`"]);
    refuses(&flag("scale", b'N'), &["metadata `scale`"]);
    refuses(&one(|p| with_metadata(p, |p| _ = p.text("neg"))), &["metadata is a string"]);
}

#[test]
fn negated_integers_are_refused() {
    let count = StorageId::new("LongStorage", "0", 1);
    let pickle = one(|p| {
        call(p, "torch._utils", "_rebuild_tensor_v2").storage(&count).int(0).tuple(&[]).tuple(&[]);
        p.op(0x89).op(b'N').open_dict().text("neg").op(0x88).close().op(b't').op(b'R');
    });
    let file = Container::Zip.file(&pickle, &[("0", 8, 1i64.to_le_bytes().to_vec())]);
    let message = Checkpoint::from_bytes(&file).unwrap_err().to_string();
    assert!(message.contains("`neg`, which is read for floats only"), "{message}");
}

/// Writes a call of `_rebuild_from_type_v2(_rebuild_tensor_v2, class, arguments, state)`.
fn from_type(p: &mut Pickler, class: (&str, &str), state: impl Fn(&mut Pickler)) {
    call(p, "torch._tensor", "_rebuild_from_type_v2");
    p.global("torch._utils", "_rebuild_tensor_v2").global(class.0, class.1);
    p.op(b'(').storage(&TWO).int(0).tuple(&[2]).tuple(&[1]).op(0x89).op(b'N').op(b't');
    state(p);
    p.op(b't').op(b'R');
}

#[test]
fn attributes_are_passed_over_unless_they_set_numbers() {
    let note = |p: &mut Pickler| _ = p.open_dict().text("note").attack().close();
    for class in
        [("torch", "Tensor"), ("torch._tensor", "Tensor"), ("torch.nn.parameter", "Parameter")]
    {
        reads(&one(|p| from_type(p, class, note)), [1.5, -2.0]);
    }
    let parameter = |p: &mut Pickler, state: &dyn Fn(&mut Pickler)| {
        call(p, "torch._utils", "_rebuild_parameter_with_state");
        plain(p);
        p.op(0x88).open_ordered_dict().close();
        state(p);
        p.op(b't').op(b'R');
    };
    reads(&one(|p| parameter(p, &note)), [1.5, -2.0]);
    // Python writes the state of a class with slots as a tuple: attributes, then slots.
    let slots = |p: &mut Pickler| _ = p.op(b'(').op(b'N').open_dict().close().op(b't');
    reads(&one(|p| from_type(p, ("torch", "Tensor"), slots)), [1.5, -2.0]);

    let data = |p: &mut Pickler| {
        p.open_dict().text("data");
        plain(p);
        p.close();
    };
    let words = ["attribute `data` sets its numbers"];
    refuses(&one(|p| from_type(p, ("torch", "Tensor"), data)), &words);
    refuses(&one(|p| parameter(p, &data)), &words);
    let attack = |p: &mut Pickler| _ = p.attack();
    refuses(&one(|p| from_type(p, ("torch", "Tensor"), attack)), &["`os.system`"]);
    refuses(&one(|p| from_type(p, ("models", "Scaled"), note)), &["class `models.Scaled`"]);
    // The state of a tensor is its numbers.
    let built = one(|p| {
        plain(p);
        p.op(b'(').op(b't').op(b'b');
    });
    refuses(&built, &["set by a state of its own"]);
}

#[test]
fn only_functions_that_make_tensors_are_called_for_a_class() {
    let nested = one(|p| {
        call(p, "torch._tensor", "_rebuild_from_type_v2");
        p.global("torch._tensor", "_rebuild_from_type_v2").global("torch", "Tensor");
        p.op(b'(').op(b't').op(b'N').op(b't').op(b'R');
    });
    refuses(&nested, &["`torch._tensor._rebuild_from_type_v2`"]);
}

#[test]
fn other_forms_of_tensors_are_refused_by_name() {
    for (function, words) in [
        ("_rebuild_qtensor", "quantised tensor"),
        ("_rebuild_sparse_tensor", "sparse tensor; save `tensor.to_dense()`"),
        ("_rebuild_nested_tensor", "nested tensor"),
        ("_rebuild_meta_tensor_no_storage", "device `meta`"),
        ("_rebuild_wrapper_subclass", "class of its own"),
        ("_rebuild_device_tensor_from_numpy", "NumPy array"),
        ("_rebuild_something_new", "`torch._utils._rebuild_something_new`"),
    ] {
        let bare = one(|p| {
            call(p, "torch._utils", function);
            plain(p);
            p.op(b't').op(b'R');
        });
        refuses(&bare, &[words]);
        let parameter = one(|p| {
            call(p, "torch._utils", "_rebuild_parameter");
            call(p, "torch._utils", function).op(b't').op(b'R');
            p.op(0x88).op(b'N').op(b't').op(b'R');
        });
        refuses(&parameter, &[words]);
    }
}

/// Returns a call of `_rebuild_tensor_v3`, which states the element type apart from the untyped storage.
fn version_3(dtype: &str) -> Vec<u8> {
    let mut p = Pickler::new();
    p.open_ordered_dict().text("w").global("torch._utils", "_rebuild_tensor_v3").op(b'(').op(b'(');
    p.text("storage").global("torch.storage", "UntypedStorage").text("0").text("cpu").int(8);
    p.op(b't').op(b'Q').int(1).tuple(&[3]).tuple(&[1]).op(0x89).op(b'N');
    p.global("torch", dtype).op(b't').op(b'R').close().stop()
}

#[test]
fn the_third_version_tells_its_element_type() {
    let bytes = || vec![("0", 1, vec![1u8, 0, 2, 0, 3, 0, 0xff, 0xff])];
    let checkpoint =
        Checkpoint::from_bytes(&Container::Zip.file(&version_3("uint16"), &bytes())).unwrap();
    let tensor = checkpoint.integer("w").unwrap();
    assert_eq!((tensor.dtype(), tensor.data()), (Dtype::U16, &[2, 3, 65535][..]));
    let file = Container::Zip.file(&version_3("float8_e4m3fn"), &bytes());
    let message = Checkpoint::from_bytes(&file).unwrap_err().to_string();
    assert!(message.contains("`torch.float8_e4m3fn` is not supported"), "{message}");
}

#[test]
fn tensors_that_come_back_from_a_device() {
    let from = |dtype: &'static str| {
        one(move |p| {
            call(p, "torch._utils", "_rebuild_device_tensor_from_cpu_tensor");
            plain(p);
            p.global("torch", dtype).text("xla").op(0x89).op(b't').op(b'R');
        })
    };
    reads(&from("float32"), [1.5, -2.0]);
    refuses(&from("float16"), &["converted to another element type"]);
}

/// Returns a dictionary with a state dict under the keys `path`, and with other entries.
fn nested(path: &[&str], beside: impl Fn(&mut Pickler)) -> Vec<u8> {
    let mut p = Pickler::new();
    p.open_dict();
    beside(&mut p);
    for key in path {
        p.text(key).open_dict();
    }
    p.text("module.conv.weight").tensor(&TWO, 0, &[2], &[1]);
    for name in ["module.total_ops", "module.conv.total_ops", "module.n_averaged"] {
        p.text(name).tensor(&TWO, 0, &[1], &[1]);
    }
    for _ in path {
        p.close();
    }
    p.close().stop()
}

#[test]
fn the_dictionary_that_fits_is_found_under_any_key() {
    let stray = |p: &mut Pickler| {
        p.text("best").tensor(&TWO, 0, &[1], &[1]).text("step").tensor(&TWO, 1, &[], &[]);
        p.text("optimizer").open_dict().text("state").open_dict().text("conv.weight");
        p.tensor(&TWO, 0, &[2], &[1]).close().close().text("args").attack();
        p.text("odd").open_dict().text("w").attack();
        p.text("v").tensor(&TWO, 0, &[1], &[1]).close();
    };
    for path in [&["weights"][..], &["run", "checkpoint", "net"], &["state_dict"]] {
        let pickle = nested(path, stray);
        for container in CONTAINERS {
            let file = container.file(&pickle, &[two()]);
            let checkpoint = Checkpoint::from_bytes(&file).unwrap();
            let (selected, source) = checkpoint.select(&RECIPE).unwrap();
            assert_eq!(selected.get("conv.weight").unwrap().data(), [1.5, -2.0]);
            assert_eq!(selected.iter().len(), 1);
            assert_eq!(source.dictionary, path.join("."));
        }
    }
}

#[test]
fn a_copy_is_no_substitute_for_weights_that_cannot_be_read() {
    let mut p = Pickler::new();
    p.open_dict().text("ema").open_dict().text("conv.weight").tensor(&TWO, 0, &[2], &[1]);
    p.text("other").tensor(&TWO, 0, &[2], &[1]).close().text("net").open_dict();
    p.text("conv.weight").tensor(&TWO, 1, &[2], &[1]).close().close();
    let file = Container::Zip.file(&p.stop(), &[two()]);
    let error = Checkpoint::from_bytes(&file).unwrap().bind(&RECIPE).unwrap_err();
    assert!(error.to_string().contains("`net` cannot be read"), "{error}");
}

#[test]
fn cycles_and_depth_end() {
    let mut p = Pickler::new();
    p.op(b'}').op(b'q').op(0).op(b'(').text("self").op(b'h').op(0);
    p.text("list").op(b']').op(b'q').op(1).op(b'(').op(b'h').op(0).op(b'h').op(1).op(b'e');
    p.text("w").tensor(&TWO, 0, &[2], &[1]).close();
    reads(&p.stop(), [1.5, -2.0]);
    let keys: Vec<String> = (0..500).map(|index| format!("level{index}")).collect();
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    let message = read(&nested(&keys, |_| ()))[0].as_ref().unwrap_err().to_string();
    assert!(message.contains("no tensor found"), "{message}");
}

#[test]
fn names_lose_what_surely_wraps_them() {
    let names = |names: &[&str]| {
        let mut p = Pickler::new();
        p.open_ordered_dict();
        for name in names {
            p.text(name).tensor(&TWO, 0, &[2], &[1]);
        }
        let file = Container::Zip.file(&p.close().stop(), &[two()]);
        let checkpoint = Checkpoint::from_bytes(&file).unwrap();
        checkpoint.iter().map(|(name, _)| name.to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(names(&["_orig_mod.module.a.w", "module._orig_mod.b"]), ["a.w", "b"]);
    assert_eq!(names(&["a._checkpoint_wrapped_module.w", "module.b"]), ["a.w", "module.b"]);
    assert_eq!(names(&["n_averaged", "module.module.a"]), ["a", "n_averaged"]);
    assert_eq!(names(&["n_averaged"]), ["n_averaged"]);
    // If two names would become equal, both stay as they are.
    assert_eq!(names(&["_orig_mod.a", "a"]), ["_orig_mod.a", "a"]);
}

fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let entries: Vec<_> =
        entries.iter().map(|(name, data)| (name.to_string(), data.to_vec())).collect();
    zip(&entries, false)
}

#[test]
fn archives_and_files_of_others_are_named() {
    for (file, words) in [
        (
            archive(&[
                ("m/data.pkl", b"\x80\x02."),
                ("m/constants.pkl", b""),
                ("m/code/a.py", b""),
            ]),
            "TorchScript archive",
        ),
        (archive(&[("m/models/model.json", b"{}"), ("m/archive_format", b"pt2")]), "torch.export"),
        (archive(&[("model.weights.h5", b""), ("config.json", b"")]), "Keras archive"),
        (archive(&[("a.npy", b"")]), "NumPy arrays"),
        (b"\x89HDF\r\n\x1a\n".to_vec(), "HDF5"),
        (b"GGUF\x03\0\0\0".to_vec(), "GGUF"),
        (b"\x08\x0a\x12\x07pytorch".to_vec(), "ONNX model"),
        (b"\x08\x01\x12\x07\x0a".to_vec(), "TensorFlow SavedModel"),
        (b"\x1c\0\0\0TFL3".to_vec(), "TensorFlow Lite"),
        (b"\0\0\0\0\x57\xfb\x80\x8b\x24\x75\x47\xdb".to_vec(), "TensorFlow checkpoint"),
        (br#"{"metadata": {}, "weight_map": {"a": "b.bin"}}"#.to_vec(), "several files, `b.bin`"),
    ] {
        let error = Checkpoint::from_bytes(&file).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotACheckpoint);
        assert!(error.to_string().contains(words), "{error}");
    }
}

#[test]
fn compressed_entries_matter_only_where_they_are_read() {
    let pickle = one(plain);
    let file = Container::Zip.file(&pickle, &[two()]);
    // The field for the method of compression in an entry of the central directory.
    let compressed = |name: &str| {
        let mut file = file.clone();
        let at = file.windows(name.len()).rposition(|bytes| bytes == name.as_bytes()).unwrap();
        file[at - 46 + 10] = 8;
        Checkpoint::from_bytes(&file)
    };
    assert!(compressed("archive/version").is_ok());
    for name in ["archive/data.pkl", "archive/data/0", "archive/byteorder"] {
        let message = compressed(name).unwrap_err().to_string();
        assert!(message.contains(&format!("`{name}` is compressed")), "{message}");
    }
}

#[test]
fn shards_are_read_beside_their_index() {
    let folder = Folder::new("shards");
    let tensor = |value: f32| Tensor::new(vec![2], vec![value, -value]).unwrap();
    let (one, other) = (tensor(1.0), tensor(2.0));
    folder.write("a.safetensors", &write_safetensors([("module.a", &one)]).unwrap());
    folder.write("b.safetensors", &write_safetensors([("module.b", &other)]).unwrap());
    let index = |map: &str| {
        let text = format!(r#"{{"metadata": {{"total_size": 16}}, "weight_map": {map}}}"#);
        folder.write("model.safetensors.index.json", text.as_bytes())
    };
    let path = index(r#"{"module.a": "a.safetensors", "module.b": "b.safetensors"}"#);
    let checkpoint = Checkpoint::open(&path).unwrap();
    let found: Vec<(&str, &Tensor)> = checkpoint.iter().collect();
    assert_eq!(found, [("a", &one), ("b", &other)]);
    assert_eq!(Checkpoint::files(&path).len(), 3);

    let message = |map: &str| Checkpoint::open(index(map)).unwrap_err().to_string();
    let lacking = message(r#"{"module.a": "a.safetensors", "module.c": "b.safetensors"}"#);
    assert!(lacking.contains("`b.safetensors` lacks the tensor `module.c`"), "{lacking}");
    let absent = message(r#"{"module.a": "c.safetensors"}"#);
    assert!(absent.contains("c.safetensors: cannot be read"), "{absent}");
    folder.write("b.safetensors", &write_safetensors([("module.a", &other)]).unwrap());
    let twice = message(r#"{"module.a": "a.safetensors", "x": "b.safetensors"}"#);
    assert!(twice.contains("two shards have the tensor `module.a`"), "{twice}");
    folder.write("b.safetensors", b"\x89PNG");
    let picture = message(r#"{"module.a": "a.safetensors", "x": "b.safetensors"}"#);
    assert!(picture.contains("b.safetensors: not a checkpoint"), "{picture}");

    // Shards may also be PyTorch's own files.
    let pickle = {
        let mut p = Pickler::new();
        p.open_ordered_dict().text("module.w").tensor(&TWO, 0, &[2], &[1]).close().stop()
    };
    folder.write("c.bin", &Container::Zip.file(&pickle, &[two()]));
    let path = index(r#"{"module.w": "c.bin"}"#);
    assert_eq!(Checkpoint::open(path).unwrap().get("w").unwrap().data(), [1.5, -2.0]);

    let folder_itself = Checkpoint::open(&folder.0).unwrap_err().to_string();
    assert!(folder_itself.contains("a folder; give the path of a file"), "{folder_itself}");
    folder.write(".metadata", b"");
    let distributed = Checkpoint::open(&folder.0).unwrap_err().to_string();
    assert!(distributed.contains("dcp_to_torch"), "{distributed}");
}

#[test]
fn indices_that_leave_their_folder_are_refused() {
    for file in ["../a", "/etc/passwd", "a/../../b", "C:\\\\a", "..\\\\a", "", "a//b", "./a"] {
        let text = format!(r#"{{"weight_map": {{"w": "{file}"}}}}"#);
        let message = ShardIndex::from_bytes(text.as_bytes()).unwrap_err().to_string();
        assert!(message.contains("leaves the folder of the index"), "{file}: {message}");
    }
    let below = ShardIndex::from_bytes(br#"{"weight_map": {"w": "parts/a.bin"}}"#).unwrap();
    assert_eq!(below.tensors().collect::<Vec<_>>(), [("w", "parts/a.bin")]);
    for text in ["{}", r#"{"weight_map": {}}"#, "[]", r#"{"weight_map": {"w": 1}}"#, "{"] {
        assert!(ShardIndex::from_bytes(text.as_bytes()).is_err(), "{text}");
    }
}

/// A folder for one test.
struct Folder(std::path::PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join(format!("{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    fn write(&self, name: &str, content: &[u8]) -> std::path::PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, content).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // If this fails, the folder stays in the target folder, which does no harm.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

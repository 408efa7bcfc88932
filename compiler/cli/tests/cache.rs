//! The cache of built networks: concurrent processes, interruptions, damage, the size limit, `espnet
//! cache`.

mod common;

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use common::{CLASSIFIER, Folder, Outcome, SEGMENTATION, TWO_OUTPUTS, espnet};

/// A cache for one test. Its networks are built without optimisation, because they are not measured.
struct OwnCache {
    folder: Folder,
}

impl OwnCache {
    fn new() -> Self {
        OwnCache { folder: Folder::new() }
    }

    fn espnet(&self, arguments: &[&str]) -> Command {
        let mut command = espnet();
        command.args(arguments);
        command.env("ESPNET_CACHE", self.folder.path(""));
        // Cargo has no downloaded crates, and must not download any.
        command.env("CARGO_HOME", self.folder.path("cargo-home"));
        command.env("CARGO_NET_OFFLINE", "true");
        command.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0");
        command
    }

    fn bench(&self, spec: &str) -> Command {
        self.espnet(&["bench", spec, "--seconds", "0", "--json"])
    }

    /// Runs `bench` without cargo, which succeeds only if the network is in the cache.
    fn bench_without_cargo(&self, spec: &str) -> Command {
        let mut command = self.bench(spec);
        command.env_remove("CARGO").env("PATH", self.folder.path("nothing"));
        command
    }

    fn entries(&self, name: &str) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.folder.path(name)).into_iter().flatten().flatten();
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        paths.sort();
        paths
    }

    fn only(&self, name: &str) -> PathBuf {
        let entries = self.entries(name);
        assert_eq!(entries.len(), 1, "{entries:?}");
        entries[0].clone()
    }
}

/// Returns the times that `bench` prints.
#[track_caller]
fn figures(outcome: Outcome) -> serde_json::Value {
    serde_json::from_str(&outcome.success()).expect("the output is JSON")
}

#[test]
fn processes_interruptions_and_damage_leave_a_network_that_runs() {
    let cache = OwnCache::new();

    // The process is killed with its children, in the middle of its build.
    let mut child = spawn_group(&mut cache.bench(CLASSIFIER));
    let target = || cache.entries("builds").iter().any(|build| build.join("target").exists());
    while !target() {
        assert!(child.try_wait().unwrap().is_none(), "it ends before it has built anything");
        thread::sleep(Duration::from_millis(10));
    }
    kill_group(&mut child);
    assert!(cache.entries("networks").is_empty(), "nothing half-built is kept");
    // An unfinished folder, as an interrupted process leaves it.
    fs::create_dir_all(cache.folder.path("networks/.unfinished-x/src")).unwrap();

    // Two processes build the same network at once.
    let outcomes = thread::scope(|scope| {
        let run = || Outcome::of(&mut cache.bench(CLASSIFIER));
        [scope.spawn(run), scope.spawn(run)].map(|thread| thread.join().unwrap())
    });
    for outcome in outcomes {
        assert_eq!(figures(outcome)["network"], "tiny");
    }
    let network = cache.only("networks");
    let build = cache.only("builds");
    assert!(!build.join("crates").exists(), "what the crate was built from is not needed any more");

    // A network in the cache needs neither cargo nor the sources.
    fs::remove_dir_all(&build).unwrap();
    figures(Outcome::of(&mut cache.bench_without_cargo(CLASSIFIER)));
    let other = Outcome::of(&mut cache.bench_without_cargo(TWO_OUTPUTS)).failure(1);
    assert!(other.contains("cargo cannot be started"), "{other}");
    assert!(other.contains("install Rust from https://rustup.rs"), "{other}");

    // A damaged executable is not run, but built again.
    let executable = network.join(format!("network{}", std::env::consts::EXE_SUFFIX));
    let whole = fs::read(&executable).unwrap();
    for damaged in [&whole[..whole.len() / 2], &[&whole[..], b"x"].concat()] {
        fs::write(&executable, damaged).unwrap();
        Outcome::of(&mut cache.bench_without_cargo(CLASSIFIER)).failure(1);
    }
    figures(Outcome::of(&mut cache.bench(CLASSIFIER)));
    figures(Outcome::of(&mut cache.bench_without_cargo(CLASSIFIER)));

    #[cfg(unix)]
    an_executable_that_must_not_be_executed_is_named(&cache, &executable);

    // Sources that have been changed are unpacked again before a network is built from them.
    let source = cache.only("builds").join("espnet/src/lib.rs");
    let text = fs::read_to_string(&source).unwrap();
    fs::write(&source, "compile_error!(\"damaged\");").unwrap();
    figures(Outcome::of(&mut cache.bench(TWO_OUTPUTS)));
    assert_eq!(fs::read_to_string(&source).unwrap(), text);

    lists_and_clears(&cache);
}

#[cfg(unix)]
fn an_executable_that_must_not_be_executed_is_named(cache: &OwnCache, executable: &Path) {
    use std::os::unix::fs::PermissionsExt;

    let set = |mode| fs::set_permissions(executable, fs::Permissions::from_mode(mode)).unwrap();
    let folder = Folder::new();
    let input = folder.write_input("x.safetensors", &[1, 3, 12, 16], vec![0.0; 576]);
    set(0o644);
    for mut command in
        [cache.bench(CLASSIFIER), cache.espnet(&["run", CLASSIFIER, "--input", &input])]
    {
        let message = Outcome::of(&mut command).failure(1);
        let expected = format!("error: {}: the network cannot be started: ", executable.display());
        assert!(message.contains(&expected), "{message}");
        assert!(message.contains("set ESPNET_CACHE to a folder whose files may be"), "{message}");
    }
    set(0o755);
}

/// Lists and clears a cache of two networks.
fn lists_and_clears(cache: &OwnCache) {
    let text = Outcome::of(&mut cache.espnet(&["cache", "list"])).success();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 3, "{text}");
    assert!(lines[1].starts_with("tiny ") && lines[1].contains("1×3×12×16"), "{text}");
    assert!(lines[1].contains(" MiB") && lines[1].contains("just now"), "{text}");
    assert!(lines[2].starts_with("2 networks and what they are built from ("), "{text}");
    assert!(lines[2].contains(" of 1024.0 MiB at most, in "), "{text}");

    let json = Outcome::of(&mut cache.espnet(&["cache", "list", "--json"])).success();
    let list: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
    let networks = list["networks"].as_array().unwrap();
    assert_eq!(networks.len(), 2, "{json}");
    let bytes = |value: &serde_json::Value| value["bytes"].as_u64().unwrap();
    let sum: u64 = networks.iter().map(bytes).sum();
    assert_eq!(bytes(&list), sum + list["build_bytes"].as_u64().unwrap());
    assert!(networks.iter().all(|network| network["last_used"].as_u64() > Some(1_700_000_000)));

    // One of the two networks counts as running.
    let running = networks[0]["folder"].as_str().unwrap();
    // A file among the networks belongs to something else.
    let stray = PathBuf::from(cache.folder.path("networks/.DS_Store"));
    fs::write(&stray, "x").unwrap();
    let used = fs::File::open(Path::new(running).join("used")).unwrap();
    used.lock_shared().unwrap();
    let text = Outcome::of(&mut cache.espnet(&["cache", "clear"])).success();
    assert!(text.contains("; 1 network is running and was kept"), "{text}");
    assert_eq!(cache.entries("networks"), [stray.as_path(), Path::new(running)]);
    assert!(cache.entries("builds").is_empty());
    drop(used);
    Outcome::of(&mut cache.espnet(&["cache", "clear"])).success();
    assert_eq!(cache.entries("networks"), [stray.as_path()]);
    let text = Outcome::of(&mut cache.espnet(&["cache", "list"])).success();
    assert!(
        text.starts_with("0 networks and what they are built from (0.0 MiB): 0.0 MiB"),
        "{text}"
    );
}

#[test]
fn what_is_unused_for_longest_is_dropped_beyond_the_bound() {
    let cache = OwnCache::new();
    // Old networks and the sources of another version, one mebibyte each.
    let day = Duration::from_secs(86_400);
    let old = |name: &str, days: u32| {
        let folder = PathBuf::from(cache.folder.path(name));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("content"), vec![0; 1 << 20]).unwrap();
        let used = fs::File::create(folder.join("used")).unwrap();
        used.set_modified(std::time::SystemTime::now() - day * days).unwrap();
        folder
    };
    let oldest = old("builds/0123456789abcdef", 9);
    let older = old("networks/espnet-network-1", 8);
    let running = old("networks/espnet-network-2", 7);
    let younger = old("networks/espnet-network-3", 1);
    let used = fs::File::open(running.join("used")).unwrap();
    used.lock_shared().unwrap();
    fs::write(cache.folder.path("networks/.DS_Store"), "x").unwrap();

    let limited = |mebibytes: u64, mut command: Command| {
        let outcome = Outcome::of(command.env("ESPNET_CACHE_LIMIT", mebibytes.to_string()));
        let said = outcome.stderr.clone();
        figures(outcome);
        said
    };
    limited(1024, cache.bench(CLASSIFIER));
    assert!([&oldest, &older, &running, &younger].iter().all(|folder| folder.exists()));

    let json = Outcome::of(&mut cache.espnet(&["cache", "list", "--json"])).success();
    let list: serde_json::Value = serde_json::from_str(&json).unwrap();
    let total = list["bytes"].as_u64().unwrap().div_ceil(1 << 20);
    // The new network takes one or two mebibytes, so that two or three old entries are removed.
    let said = limited(total - 1, cache.bench(TWO_OUTPUTS));
    assert!(!said.contains("cannot be removed"), "{said}");
    assert!(!oldest.exists() && !older.exists());
    assert!(running.exists(), "a network that runs stays");

    // An entry that cannot be removed does not stop the command.
    #[cfg(unix)]
    {
        let deep = nested(&cache, "deep", 400);
        let said = limited(0, with_few_files(&cache.bench(SEGMENTATION), 256));
        assert!(said.contains(&format!("note: {}: cannot be removed", deep.display())), "{said}");
        fs::remove_dir_all(deep).unwrap();
    }
    #[cfg(not(unix))]
    limited(0, cache.bench(SEGMENTATION));
    assert!(!younger.exists() && running.exists());
    assert!(cache.entries("builds").is_empty());
    let left = cache.entries("networks");
    assert_eq!(left.len(), 3, "the stray file, the one just built, the one that runs: {left:?}");
    figures(Outcome::of(&mut cache.bench_without_cargo(SEGMENTATION)));

    let message = Outcome::of(cache.bench(CLASSIFIER).env("ESPNET_CACHE_LIMIT", "1 GB")).failure(2);
    assert!(message.contains("ESPNET_CACHE_LIMIT is \"1 GB\"; it must be the number"), "{message}");
}

#[cfg(unix)]
#[test]
fn what_cannot_be_removed_is_told_and_the_rest_is_removed() {
    let cache = OwnCache::new();
    let deep = nested(&cache, "deep", 200);
    let unfinished = nested(&cache, ".unfinished-deep", 200);
    fs::create_dir(cache.folder.path("networks/flat")).unwrap();
    let outcome = Outcome::of(&mut with_few_files(&cache.espnet(&["cache", "clear"]), 64));
    assert_eq!(outcome.code, Some(1), "{outcome:?}");
    assert!(outcome.stdout.starts_with("dropped 0.0 MiB from "), "{outcome:?}");
    for (kind, folder) in [("note", &unfinished), ("error", &deep)] {
        let expected = format!("{kind}: {}: cannot be removed from the cache: ", folder.display());
        assert!(outcome.stderr.contains(&expected), "{outcome:?}");
    }
    assert_eq!(cache.entries("networks"), [unfinished, deep]);
}

/// Creates an entry of folders nested this deep. A process that may open fewer files than that
/// cannot remove it.
#[cfg(unix)]
fn nested(cache: &OwnCache, name: &str, depth: usize) -> PathBuf {
    let folder = PathBuf::from(cache.folder.path(&format!("networks/{name}")));
    fs::create_dir_all(folder.join("x/".repeat(depth))).unwrap();
    folder
}

/// Returns the command, with a limit on the files that its process may open.
#[cfg(unix)]
fn with_few_files(command: &Command, limit: u32) -> Command {
    let mut limited = Command::new("sh");
    limited.args(["-c", &format!("ulimit -n {limit} && exec \"$@\""), "sh"]);
    limited.arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => limited.env(name, value),
            None => limited.env_remove(name),
        };
    }
    limited
}

#[cfg(unix)]
fn spawn_group(command: &mut Command) -> Child {
    use std::os::unix::process::CommandExt;

    command.process_group(0).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

#[cfg(unix)]
fn kill_group(child: &mut Child) {
    let group = format!("-{}", child.id());
    assert!(Command::new("kill").args(["-9", "--", &group]).status().unwrap().success());
    child.wait().unwrap();
}

#[cfg(not(unix))]
fn spawn_group(command: &mut Command) -> Child {
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

#[cfg(not(unix))]
fn kill_group(child: &mut Child) {
    child.kill().unwrap();
    child.wait().unwrap();
}

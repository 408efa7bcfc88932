/// `espnetv2` compiled by espnet: input 1×3×224×224, `output` 1×1000×1×1; 1241332 parameters, 28.4 million multiply-accumulates.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
pub struct Classifier05 {
    network: ::espnet::generated::Network,
}
const _: () = {
    use ::espnet::{
        abi::{kernel, layout, pack},
        generated::{self, names::*},
    };
    #[allow(dead_code)]
    impl Classifier05 {
        /// The network's name in its spec.
        pub const NAME: &'static str = "espnetv2";
        /// N, C, H and W of the input.
        pub const INPUT_SHAPE: [usize; 4] = [1, 3, 224, 224];
        /// The number of floats of the input.
        pub const INPUT_LEN: usize = 150528;
        /// N, C, H and W of the output.
        pub const OUTPUT_SHAPE: [usize; 4] = [1, 1000, 1, 1];
        /// The number of floats of the output.
        pub const OUTPUT_LEN: usize = 1000;
        /// The names of the classes in the order of the output's channels. The list is empty if the
        /// spec has no names for this number of classes.
        pub const LABELS: [&'static str; 1000] = [
            "tench",
            "goldfish",
            "great white shark",
            "tiger shark",
            "hammerhead",
            "electric ray",
            "stingray",
            "cock",
            "hen",
            "ostrich",
            "brambling",
            "goldfinch",
            "house finch",
            "junco",
            "indigo bunting",
            "robin",
            "bulbul",
            "jay",
            "magpie",
            "chickadee",
            "water ouzel",
            "kite",
            "bald eagle",
            "vulture",
            "great grey owl",
            "European fire salamander",
            "common newt",
            "eft",
            "spotted salamander",
            "axolotl",
            "bullfrog",
            "tree frog",
            "tailed frog",
            "loggerhead",
            "leatherback turtle",
            "mud turtle",
            "terrapin",
            "box turtle",
            "banded gecko",
            "common iguana",
            "American chameleon",
            "whiptail",
            "agama",
            "frilled lizard",
            "alligator lizard",
            "Gila monster",
            "green lizard",
            "African chameleon",
            "Komodo dragon",
            "African crocodile",
            "American alligator",
            "triceratops",
            "thunder snake",
            "ringneck snake",
            "hognose snake",
            "green snake",
            "king snake",
            "garter snake",
            "water snake",
            "vine snake",
            "night snake",
            "boa constrictor",
            "rock python",
            "Indian cobra",
            "green mamba",
            "sea snake",
            "horned viper",
            "diamondback",
            "sidewinder",
            "trilobite",
            "harvestman",
            "scorpion",
            "black and gold garden spider",
            "barn spider",
            "garden spider",
            "black widow",
            "tarantula",
            "wolf spider",
            "tick",
            "centipede",
            "black grouse",
            "ptarmigan",
            "ruffed grouse",
            "prairie chicken",
            "peacock",
            "quail",
            "partridge",
            "African grey",
            "macaw",
            "sulphur-crested cockatoo",
            "lorikeet",
            "coucal",
            "bee eater",
            "hornbill",
            "hummingbird",
            "jacamar",
            "toucan",
            "drake",
            "red-breasted merganser",
            "goose",
            "black swan",
            "tusker",
            "echidna",
            "platypus",
            "wallaby",
            "koala",
            "wombat",
            "jellyfish",
            "sea anemone",
            "brain coral",
            "flatworm",
            "nematode",
            "conch",
            "snail",
            "slug",
            "sea slug",
            "chiton",
            "chambered nautilus",
            "Dungeness crab",
            "rock crab",
            "fiddler crab",
            "king crab",
            "American lobster",
            "spiny lobster",
            "crayfish",
            "hermit crab",
            "isopod",
            "white stork",
            "black stork",
            "spoonbill",
            "flamingo",
            "little blue heron",
            "American egret",
            "bittern",
            "crane bird",
            "limpkin",
            "European gallinule",
            "American coot",
            "bustard",
            "ruddy turnstone",
            "red-backed sandpiper",
            "redshank",
            "dowitcher",
            "oystercatcher",
            "pelican",
            "king penguin",
            "albatross",
            "grey whale",
            "killer whale",
            "dugong",
            "sea lion",
            "Chihuahua",
            "Japanese spaniel",
            "Maltese dog",
            "Pekinese",
            "Shih-Tzu",
            "Blenheim spaniel",
            "papillon",
            "toy terrier",
            "Rhodesian ridgeback",
            "Afghan hound",
            "basset",
            "beagle",
            "bloodhound",
            "bluetick",
            "black-and-tan coonhound",
            "Walker hound",
            "English foxhound",
            "redbone",
            "borzoi",
            "Irish wolfhound",
            "Italian greyhound",
            "whippet",
            "Ibizan hound",
            "Norwegian elkhound",
            "otterhound",
            "Saluki",
            "Scottish deerhound",
            "Weimaraner",
            "Staffordshire bullterrier",
            "American Staffordshire terrier",
            "Bedlington terrier",
            "Border terrier",
            "Kerry blue terrier",
            "Irish terrier",
            "Norfolk terrier",
            "Norwich terrier",
            "Yorkshire terrier",
            "wire-haired fox terrier",
            "Lakeland terrier",
            "Sealyham terrier",
            "Airedale",
            "cairn",
            "Australian terrier",
            "Dandie Dinmont",
            "Boston bull",
            "miniature schnauzer",
            "giant schnauzer",
            "standard schnauzer",
            "Scotch terrier",
            "Tibetan terrier",
            "silky terrier",
            "soft-coated wheaten terrier",
            "West Highland white terrier",
            "Lhasa",
            "flat-coated retriever",
            "curly-coated retriever",
            "golden retriever",
            "Labrador retriever",
            "Chesapeake Bay retriever",
            "German short-haired pointer",
            "vizsla",
            "English setter",
            "Irish setter",
            "Gordon setter",
            "Brittany spaniel",
            "clumber",
            "English springer",
            "Welsh springer spaniel",
            "cocker spaniel",
            "Sussex spaniel",
            "Irish water spaniel",
            "kuvasz",
            "schipperke",
            "groenendael",
            "malinois",
            "briard",
            "kelpie",
            "komondor",
            "Old English sheepdog",
            "Shetland sheepdog",
            "collie",
            "Border collie",
            "Bouvier des Flandres",
            "Rottweiler",
            "German shepherd",
            "Doberman",
            "miniature pinscher",
            "Greater Swiss Mountain dog",
            "Bernese mountain dog",
            "Appenzeller",
            "EntleBucher",
            "boxer",
            "bull mastiff",
            "Tibetan mastiff",
            "French bulldog",
            "Great Dane",
            "Saint Bernard",
            "Eskimo dog",
            "malamute",
            "Siberian husky",
            "dalmatian",
            "affenpinscher",
            "basenji",
            "pug",
            "Leonberg",
            "Newfoundland",
            "Great Pyrenees",
            "Samoyed",
            "Pomeranian",
            "chow",
            "keeshond",
            "Brabancon griffon",
            "Pembroke",
            "Cardigan",
            "toy poodle",
            "miniature poodle",
            "standard poodle",
            "Mexican hairless",
            "timber wolf",
            "white wolf",
            "red wolf",
            "coyote",
            "dingo",
            "dhole",
            "African hunting dog",
            "hyena",
            "red fox",
            "kit fox",
            "Arctic fox",
            "grey fox",
            "tabby",
            "tiger cat",
            "Persian cat",
            "Siamese cat",
            "Egyptian cat",
            "cougar",
            "lynx",
            "leopard",
            "snow leopard",
            "jaguar",
            "lion",
            "tiger",
            "cheetah",
            "brown bear",
            "American black bear",
            "ice bear",
            "sloth bear",
            "mongoose",
            "meerkat",
            "tiger beetle",
            "ladybug",
            "ground beetle",
            "long-horned beetle",
            "leaf beetle",
            "dung beetle",
            "rhinoceros beetle",
            "weevil",
            "fly",
            "bee",
            "ant",
            "grasshopper",
            "cricket",
            "walking stick",
            "cockroach",
            "mantis",
            "cicada",
            "leafhopper",
            "lacewing",
            "dragonfly",
            "damselfly",
            "admiral",
            "ringlet",
            "monarch",
            "cabbage butterfly",
            "sulphur butterfly",
            "lycaenid",
            "starfish",
            "sea urchin",
            "sea cucumber",
            "wood rabbit",
            "hare",
            "Angora",
            "hamster",
            "porcupine",
            "fox squirrel",
            "marmot",
            "beaver",
            "guinea pig",
            "sorrel",
            "zebra",
            "hog",
            "wild boar",
            "warthog",
            "hippopotamus",
            "ox",
            "water buffalo",
            "bison",
            "ram",
            "bighorn",
            "ibex",
            "hartebeest",
            "impala",
            "gazelle",
            "Arabian camel",
            "llama",
            "weasel",
            "mink",
            "polecat",
            "black-footed ferret",
            "otter",
            "skunk",
            "badger",
            "armadillo",
            "three-toed sloth",
            "orangutan",
            "gorilla",
            "chimpanzee",
            "gibbon",
            "siamang",
            "guenon",
            "patas",
            "baboon",
            "macaque",
            "langur",
            "colobus",
            "proboscis monkey",
            "marmoset",
            "capuchin",
            "howler monkey",
            "titi",
            "spider monkey",
            "squirrel monkey",
            "Madagascar cat",
            "indri",
            "Indian elephant",
            "African elephant",
            "lesser panda",
            "giant panda",
            "barracouta",
            "eel",
            "coho",
            "rock beauty",
            "anemone fish",
            "sturgeon",
            "gar",
            "lionfish",
            "puffer",
            "abacus",
            "abaya",
            "academic gown",
            "accordion",
            "acoustic guitar",
            "aircraft carrier",
            "airliner",
            "airship",
            "altar",
            "ambulance",
            "amphibian",
            "analog clock",
            "apiary",
            "apron",
            "ashcan",
            "assault rifle",
            "backpack",
            "bakery",
            "balance beam",
            "balloon",
            "ballpoint",
            "Band Aid",
            "banjo",
            "bannister",
            "barbell",
            "barber chair",
            "barbershop",
            "barn",
            "barometer",
            "barrel",
            "barrow",
            "baseball",
            "basketball",
            "bassinet",
            "bassoon",
            "bathing cap",
            "bath towel",
            "bathtub",
            "beach wagon",
            "beacon",
            "beaker",
            "bearskin",
            "beer bottle",
            "beer glass",
            "bell cote",
            "bib",
            "bicycle-built-for-two",
            "bikini",
            "binder",
            "binoculars",
            "birdhouse",
            "boathouse",
            "bobsled",
            "bolo tie",
            "bonnet",
            "bookcase",
            "bookshop",
            "bottlecap",
            "bow",
            "bow tie",
            "brass",
            "brassiere",
            "breakwater",
            "breastplate",
            "broom",
            "bucket",
            "buckle",
            "bulletproof vest",
            "bullet train",
            "butcher shop",
            "cab",
            "caldron",
            "candle",
            "cannon",
            "canoe",
            "can opener",
            "cardigan",
            "car mirror",
            "carousel",
            "carpenter's kit",
            "carton",
            "car wheel",
            "cash machine",
            "cassette",
            "cassette player",
            "castle",
            "catamaran",
            "CD player",
            "cello",
            "cellular telephone",
            "chain",
            "chainlink fence",
            "chain mail",
            "chain saw",
            "chest",
            "chiffonier",
            "chime",
            "china cabinet",
            "Christmas stocking",
            "church",
            "cinema",
            "cleaver",
            "cliff dwelling",
            "cloak",
            "clog",
            "cocktail shaker",
            "coffee mug",
            "coffeepot",
            "coil",
            "combination lock",
            "computer keyboard",
            "confectionery",
            "container ship",
            "convertible",
            "corkscrew",
            "cornet",
            "cowboy boot",
            "cowboy hat",
            "cradle",
            "crane",
            "crash helmet",
            "crate",
            "crib",
            "Crock Pot",
            "croquet ball",
            "crutch",
            "cuirass",
            "dam",
            "desk",
            "desktop computer",
            "dial telephone",
            "diaper",
            "digital clock",
            "digital watch",
            "dining table",
            "dishrag",
            "dishwasher",
            "disk brake",
            "dock",
            "dogsled",
            "dome",
            "doormat",
            "drilling platform",
            "drum",
            "drumstick",
            "dumbbell",
            "Dutch oven",
            "electric fan",
            "electric guitar",
            "electric locomotive",
            "entertainment center",
            "envelope",
            "espresso maker",
            "face powder",
            "feather boa",
            "file",
            "fireboat",
            "fire engine",
            "fire screen",
            "flagpole",
            "flute",
            "folding chair",
            "football helmet",
            "forklift",
            "fountain",
            "fountain pen",
            "four-poster",
            "freight car",
            "French horn",
            "frying pan",
            "fur coat",
            "garbage truck",
            "gasmask",
            "gas pump",
            "goblet",
            "go-kart",
            "golf ball",
            "golfcart",
            "gondola",
            "gong",
            "gown",
            "grand piano",
            "greenhouse",
            "grille",
            "grocery store",
            "guillotine",
            "hair slide",
            "hair spray",
            "half track",
            "hammer",
            "hamper",
            "hand blower",
            "hand-held computer",
            "handkerchief",
            "hard disc",
            "harmonica",
            "harp",
            "harvester",
            "hatchet",
            "holster",
            "home theater",
            "honeycomb",
            "hook",
            "hoopskirt",
            "horizontal bar",
            "horse cart",
            "hourglass",
            "iPod",
            "iron",
            "jack-o'-lantern",
            "jean",
            "jeep",
            "jersey",
            "jigsaw puzzle",
            "jinrikisha",
            "joystick",
            "kimono",
            "knee pad",
            "knot",
            "lab coat",
            "ladle",
            "lampshade",
            "laptop",
            "lawn mower",
            "lens cap",
            "letter opener",
            "library",
            "lifeboat",
            "lighter",
            "limousine",
            "liner",
            "lipstick",
            "Loafer",
            "lotion",
            "loudspeaker",
            "loupe",
            "lumbermill",
            "magnetic compass",
            "mailbag",
            "mailbox",
            "maillot",
            "maillot tank suit",
            "manhole cover",
            "maraca",
            "marimba",
            "mask",
            "matchstick",
            "maypole",
            "maze",
            "measuring cup",
            "medicine chest",
            "megalith",
            "microphone",
            "microwave",
            "military uniform",
            "milk can",
            "minibus",
            "miniskirt",
            "minivan",
            "missile",
            "mitten",
            "mixing bowl",
            "mobile home",
            "Model T",
            "modem",
            "monastery",
            "monitor",
            "moped",
            "mortar",
            "mortarboard",
            "mosque",
            "mosquito net",
            "motor scooter",
            "mountain bike",
            "mountain tent",
            "mouse",
            "mousetrap",
            "moving van",
            "muzzle",
            "nail",
            "neck brace",
            "necklace",
            "nipple",
            "notebook",
            "obelisk",
            "oboe",
            "ocarina",
            "odometer",
            "oil filter",
            "organ",
            "oscilloscope",
            "overskirt",
            "oxcart",
            "oxygen mask",
            "packet",
            "paddle",
            "paddlewheel",
            "padlock",
            "paintbrush",
            "pajama",
            "palace",
            "panpipe",
            "paper towel",
            "parachute",
            "parallel bars",
            "park bench",
            "parking meter",
            "passenger car",
            "patio",
            "pay-phone",
            "pedestal",
            "pencil box",
            "pencil sharpener",
            "perfume",
            "Petri dish",
            "photocopier",
            "pick",
            "pickelhaube",
            "picket fence",
            "pickup",
            "pier",
            "piggy bank",
            "pill bottle",
            "pillow",
            "ping-pong ball",
            "pinwheel",
            "pirate",
            "pitcher",
            "plane",
            "planetarium",
            "plastic bag",
            "plate rack",
            "plow",
            "plunger",
            "Polaroid camera",
            "pole",
            "police van",
            "poncho",
            "pool table",
            "pop bottle",
            "pot",
            "potter's wheel",
            "power drill",
            "prayer rug",
            "printer",
            "prison",
            "projectile",
            "projector",
            "puck",
            "punching bag",
            "purse",
            "quill",
            "quilt",
            "racer",
            "racket",
            "radiator",
            "radio",
            "radio telescope",
            "rain barrel",
            "recreational vehicle",
            "reel",
            "reflex camera",
            "refrigerator",
            "remote control",
            "restaurant",
            "revolver",
            "rifle",
            "rocking chair",
            "rotisserie",
            "rubber eraser",
            "rugby ball",
            "rule",
            "running shoe",
            "safe",
            "safety pin",
            "saltshaker",
            "sandal",
            "sarong",
            "sax",
            "scabbard",
            "scale",
            "school bus",
            "schooner",
            "scoreboard",
            "screen",
            "screw",
            "screwdriver",
            "seat belt",
            "sewing machine",
            "shield",
            "shoe shop",
            "shoji",
            "shopping basket",
            "shopping cart",
            "shovel",
            "shower cap",
            "shower curtain",
            "ski",
            "ski mask",
            "sleeping bag",
            "slide rule",
            "sliding door",
            "slot",
            "snorkel",
            "snowmobile",
            "snowplow",
            "soap dispenser",
            "soccer ball",
            "sock",
            "solar dish",
            "sombrero",
            "soup bowl",
            "space bar",
            "space heater",
            "space shuttle",
            "spatula",
            "speedboat",
            "spider web",
            "spindle",
            "sports car",
            "spotlight",
            "stage",
            "steam locomotive",
            "steel arch bridge",
            "steel drum",
            "stethoscope",
            "stole",
            "stone wall",
            "stopwatch",
            "stove",
            "strainer",
            "streetcar",
            "stretcher",
            "studio couch",
            "stupa",
            "submarine",
            "suit",
            "sundial",
            "sunglass",
            "sunglasses",
            "sunscreen",
            "suspension bridge",
            "swab",
            "sweatshirt",
            "swimming trunks",
            "swing",
            "switch",
            "syringe",
            "table lamp",
            "tank",
            "tape player",
            "teapot",
            "teddy",
            "television",
            "tennis ball",
            "thatch",
            "theater curtain",
            "thimble",
            "thresher",
            "throne",
            "tile roof",
            "toaster",
            "tobacco shop",
            "toilet seat",
            "torch",
            "totem pole",
            "tow truck",
            "toyshop",
            "tractor",
            "trailer truck",
            "tray",
            "trench coat",
            "tricycle",
            "trimaran",
            "tripod",
            "triumphal arch",
            "trolleybus",
            "trombone",
            "tub",
            "turnstile",
            "typewriter keyboard",
            "umbrella",
            "unicycle",
            "upright",
            "vacuum",
            "vase",
            "vault",
            "velvet",
            "vending machine",
            "vestment",
            "viaduct",
            "violin",
            "volleyball",
            "waffle iron",
            "wall clock",
            "wallet",
            "wardrobe",
            "warplane",
            "washbasin",
            "washer",
            "water bottle",
            "water jug",
            "water tower",
            "whiskey jug",
            "whistle",
            "wig",
            "window screen",
            "window shade",
            "Windsor tie",
            "wine bottle",
            "wing",
            "wok",
            "wooden spoon",
            "wool",
            "worm fence",
            "wreck",
            "yawl",
            "yurt",
            "web site",
            "comic book",
            "crossword puzzle",
            "street sign",
            "traffic light",
            "book jacket",
            "menu",
            "plate",
            "guacamole",
            "consomme",
            "hot pot",
            "trifle",
            "ice cream",
            "ice lolly",
            "French loaf",
            "bagel",
            "pretzel",
            "cheeseburger",
            "hotdog",
            "mashed potato",
            "head cabbage",
            "broccoli",
            "cauliflower",
            "zucchini",
            "spaghetti squash",
            "acorn squash",
            "butternut squash",
            "cucumber",
            "artichoke",
            "bell pepper",
            "cardoon",
            "mushroom",
            "Granny Smith",
            "strawberry",
            "orange",
            "lemon",
            "fig",
            "pineapple",
            "banana",
            "jackfruit",
            "custard apple",
            "pomegranate",
            "hay",
            "carbonara",
            "chocolate sauce",
            "dough",
            "meat loaf",
            "pizza",
            "potpie",
            "burrito",
            "red wine",
            "espresso",
            "cup",
            "eggnog",
            "alp",
            "bubble",
            "cliff",
            "coral reef",
            "geyser",
            "lakeside",
            "promontory",
            "sandbar",
            "seashore",
            "valley",
            "volcano",
            "ballplayer",
            "groom",
            "scuba diver",
            "rapeseed",
            "daisy",
            "yellow lady's slipper",
            "corn",
            "acorn",
            "hip",
            "buckeye",
            "coral fungus",
            "agaric",
            "gyromitra",
            "stinkhorn",
            "earthstar",
            "hen-of-the-woods",
            "bolete",
            "ear",
            "toilet tissue",
        ];
        /// The number of learned parameters in a checkpoint.
        pub const PARAMETERS: usize = 1241332;
        /// The number of multiply-accumulates of the convolutions in one forward pass.
        pub const MACS: u64 = 28375508;
        /// The size of a workspace in floats.
        pub const ARENA_FLOATS: usize = 166560;
        /// The size of a workspace in bytes.
        pub const ARENA_BYTES: usize = Self::ARENA_FLOATS
            * ::core::mem::size_of::<f32>();
        /// Returns the instruction set that the network runs on.
        pub fn isa(&self) -> ::espnet::Isa {
            generated::Network::isa(&self.network)
        }
        /// Returns the same network for another instruction set.
        ///
        /// # Errors
        /// If this processor does not have the instruction set.
        pub fn with_isa(
            mut self,
            isa: ::espnet::Isa,
        ) -> ::core::result::Result<Self, ::espnet::IsaError> {
            generated::Network::set_isa(&mut self.network, isa).map(|()| self)
        }
    }
    #[allow(dead_code)]
    impl Classifier05 {
        /// Runs the network on one input, N×C×H×W as in
        /// [`INPUT_SHAPE`](Self::INPUT_SHAPE), and returns the output, which is in the
        /// workspace until its next use. Allocates nothing.
        pub fn forward<'w>(
            &self,
            input: &[f32; Self::INPUT_LEN],
            workspace: &'w mut generated::Workspace<{ Self::ARENA_FLOATS }>,
        ) -> &'w [f32; 1000] {
            generated::Network::run::<
                Classifier05Forward,
            >(&self.network, input, workspace.floats_mut());
            Self::outputs(workspace)
        }
        /// Runs the network like [`forward`](Self::forward), on an input whose length is known
        /// at run time only.
        ///
        /// # Errors
        /// If the length is not [`INPUT_LEN`](Self::INPUT_LEN). The error contains both.
        pub fn try_forward<'w>(
            &self,
            input: &[f32],
            workspace: &'w mut generated::Workspace<{ Self::ARENA_FLOATS }>,
        ) -> ::core::result::Result<&'w [f32; 1000], ::espnet::LengthError> {
            generated::input(input, Self::INPUT_SHAPE)
                .map(|input| self.forward(input, workspace))
        }
        fn outputs(
            workspace: &generated::Workspace<{ Self::ARENA_FLOATS }>,
        ) -> &[f32; 1000] {
            let arena = workspace.floats();
            generated::array(arena, 0)
        }
    }
    #[allow(dead_code)]
    impl Classifier05 {
        /// The preprocessing of pictures for this network.
        pub const PREPROCESSING: ::espnet::image::Preprocessing = ::espnet::image::Preprocessing::IMAGENET;
        /// Applies [`PREPROCESSING`](Self::PREPROCESSING) to a picture or a frame, runs the network on
        /// it, and returns the answer. A [`predictor`](Self::predictor) is faster for many frames,
        /// because it keeps its memory.
        ///
        /// # Errors
        /// If the frame has too few bytes, or if the network takes no pictures because its input has
        /// neither 1 nor 3 channels.
        pub fn predict<'f>(
            &self,
            frame: impl ::core::convert::Into<::espnet::image::Frame<'f>>,
        ) -> ::core::result::Result<
            ::espnet::image::Classification,
            ::espnet::image::ImageError,
        > {
            ::espnet::image::Predict::predict(self, frame)
        }
        /// Creates a predictor, which uses the same memory for one frame after another.
        pub fn predictor(&self) -> ::espnet::image::Predictor<'_, Self> {
            ::espnet::image::Predictor::new(self)
        }
        /// Creates the network with the weights of a checkpoint: safetensors or PyTorch,
        /// recognised by its content.
        ///
        /// # Errors
        /// If the file cannot be read, is no checkpoint, or does not fit this network. The error
        /// names every tensor that does not fit.
        pub fn load(
            path: impl ::core::convert::AsRef<::std::path::Path>,
        ) -> ::core::result::Result<Self, ::espnet::LoadError> {
            generated::Network::load(::core::convert::AsRef::as_ref(&path), &RECIPE)
                .map(|network| Self { network })
        }
        /// Creates the network with the weights of a checkpoint in memory; see
        /// [`load`](Self::load).
        ///
        /// # Errors
        /// If the bytes are no checkpoint or do not fit this network.
        pub fn from_bytes(
            bytes: &[u8],
        ) -> ::core::result::Result<Self, ::espnet::LoadError> {
            generated::Network::from_bytes(bytes, &RECIPE)
                .map(|network| Self { network })
        }
        /// Allocates the memory of one forward pass. Threads that run the network at the same time
        /// need a workspace each.
        pub fn workspace() -> generated::BoxedWorkspace<{ Self::ARENA_FLOATS }> {
            generated::Workspace::boxed()
        }
        /// Runs the network like [`forward`](Self::forward), but on several threads. The output is
        /// the same, bit for bit. The first call with these threads may allocate memory for them.
        pub fn forward_with_threads<'w>(
            &self,
            input: &[f32; Self::INPUT_LEN],
            workspace: &'w mut generated::Workspace<{ Self::ARENA_FLOATS }>,
            threads: &mut ::espnet::Threads,
        ) -> &'w [f32; 1000] {
            generated::Network::run_with_threads::<
                Classifier05Forward,
            >(&self.network, input, workspace.floats_mut(), threads);
            Self::outputs(workspace)
        }
        /// Runs [`forward_with_threads`](Self::forward_with_threads) and returns the name and the
        /// duration of each step, in order.
        pub fn profile(
            &self,
            input: &[f32; Self::INPUT_LEN],
            workspace: &mut generated::Workspace<{ Self::ARENA_FLOATS }>,
            threads: &mut ::espnet::Threads,
        ) -> ::std::vec::Vec<(&'static str, ::core::time::Duration)> {
            generated::Network::profile::<
                Classifier05Forward,
            >(&self.network, input, workspace.floats_mut(), threads)
        }
    }
    impl ::espnet::Network for Classifier05 {
        const NAME: &'static str = Self::NAME;
        const INPUT_SHAPE: [usize; 4] = Self::INPUT_SHAPE;
        const OUTPUTS: &'static [(&'static str, [usize; 4])] = &[
            ("output", Self::OUTPUT_SHAPE),
        ];
        const LABELS: &'static [&'static str] = &Self::LABELS;
        const PREPROCESSING: ::espnet::image::Preprocessing = Self::PREPROCESSING;
        type Input = [f32; Self::INPUT_LEN];
        type Output<'w> = &'w [f32; 1000];
        type Workspace = generated::Workspace<{ Self::ARENA_FLOATS }>;
        fn workspace() -> ::std::boxed::Box<Self::Workspace> {
            Self::workspace()
        }
        fn input(
            floats: &[f32],
        ) -> ::core::result::Result<&Self::Input, ::espnet::LengthError> {
            generated::input(floats, Self::INPUT_SHAPE)
        }
        fn forward<'w>(
            &self,
            input: &Self::Input,
            workspace: &'w mut Self::Workspace,
        ) -> Self::Output<'w> {
            self.forward(input, workspace)
        }
        fn forward_with_threads<'w>(
            &self,
            input: &Self::Input,
            workspace: &'w mut Self::Workspace,
            threads: &mut ::espnet::Threads,
        ) -> Self::Output<'w> {
            self.forward_with_threads(input, workspace, threads)
        }
    }
    impl ::espnet::image::Predict for Classifier05 {
        type Answer = ::espnet::image::Classification;
        fn answer(
            &self,
            input: &Self::Input,
            workspace: &mut Self::Workspace,
            threads: ::core::option::Option<&mut ::espnet::Threads>,
            answer: &mut Self::Answer,
        ) {
            let output = match threads {
                ::core::option::Option::None => self.forward(input, workspace),
                ::core::option::Option::Some(threads) => {
                    self.forward_with_threads(input, workspace, threads)
                }
            };
            ::espnet::image::Classification::rank(answer, output);
        }
    }
    /// The steps of a forward pass.
    struct Classifier05Forward;
    impl generated::Program for Classifier05Forward {
        fn schedule<S: generated::Simd>() -> generated::Schedule<S> {
            const LIMITS: generated::Limits = generated::Limits::NONE
                .weights(989168)
                .input(150528)
                .arena(166560);
            const {
                &generated::Table::new(
                    LIMITS,
                    [
                        generated::Step::new::<
                            AvgPool3x224x224To3x112x112,
                        >(
                            "level2_0.image.0",
                            generated::Operands::NONE
                                .input(generated::Operand::Input)
                                .output(0..37632)
                                .scratch(37632..37858),
                        ),
                        generated::Step::new::<
                            AvgPool3x112x112To3x56x56,
                        >(
                            "level2_0.image.1",
                            generated::Operands::NONE
                                .input(generated::Operand::Arena(0..37632))
                                .output(37632..47040)
                                .scratch(47040..47154),
                        ),
                        generated::Step::new::<
                            AvgPool3x56x56To3x28x28,
                        >(
                            "level3_0.image.2",
                            generated::Operands::NONE
                                .input(generated::Operand::Arena(37632..47040))
                                .output(0..2352)
                                .scratch(2352..2410),
                        ),
                        generated::Step::new::<
                            GroupedConv2d3x56x56,
                        >(
                            "level2_0.inp_reinf.0.act",
                            generated::Operands::NONE
                                .weights(0..128)
                                .input(generated::Operand::Arena(37632..47040))
                                .output(154208..163616)
                                .scratch(2352..4240),
                        ),
                        generated::Step::new::<
                            AvgPool3x28x28To3x14x14,
                        >(
                            "level4_0.image.3",
                            generated::Operands::NONE
                                .input(generated::Operand::Arena(0..2352))
                                .output(3440..4028)
                                .scratch(2352..2382),
                        ),
                        generated::Step::new::<
                            GroupedConv2d3x28x28,
                        >(
                            "level3_0.inp_reinf.0.act",
                            generated::Operands::NONE
                                .weights(128..256)
                                .input(generated::Operand::Arena(0..2352))
                                .output(163616..165968)
                                .scratch(2352..3440),
                        ),
                        generated::Step::new::<
                            GroupedConv2d3x14x14,
                        >(
                            "level4_0.inp_reinf.0.act",
                            generated::Operands::NONE
                                .weights(256..384)
                                .input(generated::Operand::Arena(3440..4028))
                                .output(165968..166556)
                                .scratch(0..688),
                        ),
                        generated::Step::new::<
                            StemUnit3x224x224To32x56x56,
                        >(
                            "level2_0.act",
                            generated::Operands::NONE
                                .weights(384..1952)
                                .input(generated::Operand::Input)
                                .residual(generated::Operand::Arena(154208..163616))
                                .output(0..100352)
                                .scratch(100352..154208),
                        ),
                        generated::Step::new::<
                            StridedEespUnit32x56x56To64x28x28,
                        >(
                            "level3_0.act",
                            generated::Operands::NONE
                                .weights(1952..3456)
                                .input(generated::Operand::Arena(0..100352))
                                .residual(generated::Operand::Arena(163616..165968))
                                .output(100352..150528)
                                .scratch(150528..155888),
                        ),
                        generated::Step::new::<
                            EespUnit64x28x28,
                        >(
                            "level3.0.module_act",
                            generated::Operands::NONE
                                .weights(3456..5664)
                                .output(100352..150528)
                                .scratch(0..19072),
                        ),
                        generated::Step::new::<
                            EespUnit64x28x28,
                        >(
                            "level3.1.module_act",
                            generated::Operands::NONE
                                .weights(5664..7872)
                                .output(100352..150528)
                                .scratch(0..19072),
                        ),
                        generated::Step::new::<
                            EespUnit64x28x28,
                        >(
                            "level3.2.module_act",
                            generated::Operands::NONE
                                .weights(7872..10080)
                                .output(100352..150528)
                                .scratch(0..19072),
                        ),
                        generated::Step::new::<
                            StridedEespUnit64x28x28To128x14x14,
                        >(
                            "level4_0.act",
                            generated::Operands::NONE
                                .weights(10080..12800)
                                .input(generated::Operand::Arena(100352..150528))
                                .residual(generated::Operand::Arena(165968..166556))
                                .output(0..25088)
                                .scratch(25088..42304),
                        ),
                        generated::Step::new::<
                            EespUnit128x14x14,
                        >(
                            "level4.0.module_act",
                            generated::Operands::NONE
                                .weights(12800..19776)
                                .output(0..25088)
                                .scratch(25088..38144),
                        ),
                        generated::Step::new::<
                            EespUnit128x14x14,
                        >(
                            "level4.1.module_act",
                            generated::Operands::NONE
                                .weights(19776..26752)
                                .output(0..25088)
                                .scratch(25088..38144),
                        ),
                        generated::Step::new::<
                            EespUnit128x14x14,
                        >(
                            "level4.2.module_act",
                            generated::Operands::NONE
                                .weights(26752..33728)
                                .output(0..25088)
                                .scratch(25088..38144),
                        ),
                        generated::Step::new::<
                            EespUnit128x14x14,
                        >(
                            "level4.3.module_act",
                            generated::Operands::NONE
                                .weights(33728..40704)
                                .output(0..25088)
                                .scratch(25088..38144),
                        ),
                        generated::Step::new::<
                            EespUnit128x14x14,
                        >(
                            "level4.4.module_act",
                            generated::Operands::NONE
                                .weights(40704..47680)
                                .output(0..25088)
                                .scratch(25088..38144),
                        ),
                        generated::Step::new::<
                            EespUnit128x14x14,
                        >(
                            "level4.5.module_act",
                            generated::Operands::NONE
                                .weights(47680..54656)
                                .output(0..25088)
                                .scratch(25088..38144),
                        ),
                        generated::Step::new::<
                            EespUnit128x14x14,
                        >(
                            "level4.6.module_act",
                            generated::Operands::NONE
                                .weights(54656..61632)
                                .output(0..25088)
                                .scratch(25088..38144),
                        ),
                        generated::Step::new::<
                            StridedEespUnit128x14x14To256x7x7,
                        >(
                            "level5_0.act",
                            generated::Operands::NONE
                                .weights(61632..68736)
                                .input(generated::Operand::Arena(0..25088))
                                .output(25088..37632)
                                .scratch(100352..112512),
                        ),
                        generated::Step::new::<
                            EespUnit256x7x7,
                        >(
                            "level5.0.module_act",
                            generated::Operands::NONE
                                .weights(68736..92928)
                                .output(25088..37632)
                                .scratch(0..18016),
                        ),
                        generated::Step::new::<
                            EespUnit256x7x7,
                        >(
                            "level5.1.module_act",
                            generated::Operands::NONE
                                .weights(92928..117120)
                                .output(25088..37632)
                                .scratch(0..18016),
                        ),
                        generated::Step::new::<
                            EespUnit256x7x7,
                        >(
                            "level5.2.module_act",
                            generated::Operands::NONE
                                .weights(117120..141312)
                                .output(25088..37632)
                                .scratch(0..18016),
                        ),
                        generated::Step::new::<
                            Head256x7x7To1024x1x1,
                        >(
                            "global_pool",
                            generated::Operands::NONE
                                .weights(141312..211968)
                                .input(generated::Operand::Arena(25088..37632))
                                .output(11024..12048)
                                .scratch(0..11024),
                        ),
                        generated::Step::new::<
                            Linear1024x1x1To1000x1x1,
                        >(
                            "classifier",
                            generated::Operands::NONE
                                .weights(211968..989168)
                                .input(generated::Operand::Arena(11024..12048))
                                .output(0..1000),
                        ),
                    ],
                )
            }
                .schedule()
        }
    }
    /// `avg_pool 3×224×224 -> 3×112×112 planes kernel 3 stride 2 padding 1`
    const AVG_POOL_3X224X224_TO_3X112X112: kernel::AvgPool = kernel::AvgPool::new(
            layout::Map::dense(3, 224, 224),
            layout::Map::dense(3, 112, 112),
        )
        .layout(layout::Layout::Nchw)
        .kernel(3)
        .stride(2)
        .padding(1);
    /// Computes level2_0.image.0.
    struct AvgPool3x224x224To3x112x112;
    impl generated::ConstShape for AvgPool3x224x224To3x112x112 {
        type Kernel = kernel::AvgPool;
        const SHAPE: kernel::AvgPool = AVG_POOL_3X224X224_TO_3X112X112;
    }
    /// `avg_pool 3×112×112 -> 3×56×56 planes kernel 3 stride 2 padding 1`
    const AVG_POOL_3X112X112_TO_3X56X56: kernel::AvgPool = kernel::AvgPool::new(
            layout::Map::dense(3, 112, 112),
            layout::Map::dense(3, 56, 56),
        )
        .layout(layout::Layout::Nchw)
        .kernel(3)
        .stride(2)
        .padding(1);
    /// Computes level2_0.image.1.
    struct AvgPool3x112x112To3x56x56;
    impl generated::ConstShape for AvgPool3x112x112To3x56x56 {
        type Kernel = kernel::AvgPool;
        const SHAPE: kernel::AvgPool = AVG_POOL_3X112X112_TO_3X56X56;
    }
    /// `avg_pool 3×56×56 -> 3×28×28 planes kernel 3 stride 2 padding 1`
    const AVG_POOL_3X56X56_TO_3X28X28: kernel::AvgPool = kernel::AvgPool::new(
            layout::Map::dense(3, 56, 56),
            layout::Map::dense(3, 28, 28),
        )
        .layout(layout::Layout::Nchw)
        .kernel(3)
        .stride(2)
        .padding(1);
    /// Computes level3_0.image.2.
    struct AvgPool3x56x56To3x28x28;
    impl generated::ConstShape for AvgPool3x56x56To3x28x28 {
        type Kernel = kernel::AvgPool;
        const SHAPE: kernel::AvgPool = AVG_POOL_3X56X56_TO_3X28X28;
    }
    /// `grouped_conv2d 3×56×56 -> 3×56×56 planes kernel 3 padding 1 dilation 1 groups 1 +bias +prelu`
    const GROUPED_CONV2D_3X56X56: kernel::GroupedConv2d = kernel::GroupedConv2d::new(
            layout::Map::dense(3, 56, 56),
            layout::Map::dense(3, 56, 56),
        )
        .layout(layout::Layout::Nchw)
        .kernel(3)
        .padding(1)
        .epilogue(kernel::Epilogue::new(&[kernel::Stage::Bias, kernel::Stage::Prelu]));
    /// Computes level2_0.inp_reinf.0.act.
    struct GroupedConv2d3x56x56;
    impl generated::ConstShape for GroupedConv2d3x56x56 {
        type Kernel = kernel::GroupedConv2d;
        const SHAPE: kernel::GroupedConv2d = GROUPED_CONV2D_3X56X56;
    }
    /// `avg_pool 3×28×28 -> 3×14×14 planes kernel 3 stride 2 padding 1`
    const AVG_POOL_3X28X28_TO_3X14X14: kernel::AvgPool = kernel::AvgPool::new(
            layout::Map::dense(3, 28, 28),
            layout::Map::dense(3, 14, 14),
        )
        .layout(layout::Layout::Nchw)
        .kernel(3)
        .stride(2)
        .padding(1);
    /// Computes level4_0.image.3.
    struct AvgPool3x28x28To3x14x14;
    impl generated::ConstShape for AvgPool3x28x28To3x14x14 {
        type Kernel = kernel::AvgPool;
        const SHAPE: kernel::AvgPool = AVG_POOL_3X28X28_TO_3X14X14;
    }
    /// `grouped_conv2d 3×28×28 -> 3×28×28 planes kernel 3 padding 1 dilation 1 groups 1 +bias +prelu`
    const GROUPED_CONV2D_3X28X28: kernel::GroupedConv2d = kernel::GroupedConv2d::new(
            layout::Map::dense(3, 28, 28),
            layout::Map::dense(3, 28, 28),
        )
        .layout(layout::Layout::Nchw)
        .kernel(3)
        .padding(1)
        .epilogue(kernel::Epilogue::new(&[kernel::Stage::Bias, kernel::Stage::Prelu]));
    /// Computes level3_0.inp_reinf.0.act.
    struct GroupedConv2d3x28x28;
    impl generated::ConstShape for GroupedConv2d3x28x28 {
        type Kernel = kernel::GroupedConv2d;
        const SHAPE: kernel::GroupedConv2d = GROUPED_CONV2D_3X28X28;
    }
    /// `grouped_conv2d 3×14×14 -> 3×14×14 planes kernel 3 padding 1 dilation 1 groups 1 +bias +prelu`
    const GROUPED_CONV2D_3X14X14: kernel::GroupedConv2d = kernel::GroupedConv2d::new(
            layout::Map::dense(3, 14, 14),
            layout::Map::dense(3, 14, 14),
        )
        .layout(layout::Layout::Nchw)
        .kernel(3)
        .padding(1)
        .epilogue(kernel::Epilogue::new(&[kernel::Stage::Bias, kernel::Stage::Prelu]));
    /// Computes level4_0.inp_reinf.0.act.
    struct GroupedConv2d3x14x14;
    impl generated::ConstShape for GroupedConv2d3x14x14 {
        type Kernel = kernel::GroupedConv2d;
        const SHAPE: kernel::GroupedConv2d = GROUPED_CONV2D_3X14X14;
    }
    /// `conv2d 3×224×224 -> 16×112×112 planes kernel 3 stride 2 padding 1 dilation 1 groups 1 +bias +prelu`
    const CONV2D_3X224X224_TO_16X112X112: kernel::Conv2d = kernel::Conv2d::new(
            layout::Map::dense(3, 224, 224),
            layout::Map::dense(16, 112, 112),
        )
        .layout(layout::Layout::Nchw)
        .kernel(3)
        .stride(2)
        .padding(1)
        .epilogue(kernel::Epilogue::new(&[kernel::Stage::Bias, kernel::Stage::Prelu]));
    /// `strided_eesp_unit 16×112×112 -> 32×56×56 dilations [1, 2, 3, 4] band 1 image 3×56×56`
    const STRIDED_EESP_UNIT_16X112X112_TO_32X56X56: kernel::StridedEespUnit = kernel::StridedEespUnit::new(
            layout::Map::dense(16, 112, 112),
            layout::Map::dense(32, 56, 56),
        )
        .dilations(layout::Dilations::new(&[1, 2, 3, 4]))
        .image(::core::option::Option::Some(layout::Map::dense(3, 56, 56)));
    /// `conv2d 3×224×224 -> 16×112×112 planes kernel 3 stride 2 padding 1 dilation 1 groups 1 +bias +prelu then strided_eesp_unit 16×112×112 -> 32×56×56 dilations [1, 2, 3, 4] band 1 image 3×56×56`
    const STEM_UNIT_3X224X224_TO_32X56X56: kernel::StemUnit = kernel::StemUnit::new(
        CONV2D_3X224X224_TO_16X112X112,
        STRIDED_EESP_UNIT_16X112X112_TO_32X56X56,
    );
    /// Computes level2_0.act.
    struct StemUnit3x224x224To32x56x56;
    impl generated::ConstShape for StemUnit3x224x224To32x56x56 {
        type Kernel = kernel::StemUnit;
        const SHAPE: kernel::StemUnit = STEM_UNIT_3X224X224_TO_32X56X56;
    }
    /// `strided_eesp_unit 32×56×56 -> 64×28×28 dilations [1, 2, 3, 4] band 1 image 3×28×28`
    const STRIDED_EESP_UNIT_32X56X56_TO_64X28X28: kernel::StridedEespUnit = kernel::StridedEespUnit::new(
            layout::Map::dense(32, 56, 56),
            layout::Map::dense(64, 28, 28),
        )
        .dilations(layout::Dilations::new(&[1, 2, 3, 4]))
        .image(::core::option::Option::Some(layout::Map::dense(3, 28, 28)));
    /// Computes level3_0.act.
    struct StridedEespUnit32x56x56To64x28x28;
    impl generated::ConstShape for StridedEespUnit32x56x56To64x28x28 {
        type Kernel = kernel::StridedEespUnit;
        const SHAPE: kernel::StridedEespUnit = STRIDED_EESP_UNIT_32X56X56_TO_64X28X28;
    }
    /// `eesp_unit 64×28×28 -> 64×28×28 dilations [1, 2, 3, 4] band 1 +residual`
    const EESP_UNIT_64X28X28: kernel::EespUnit = kernel::EespUnit::new(
            layout::Map::dense(64, 28, 28),
            layout::Map::dense(64, 28, 28),
        )
        .dilations(layout::Dilations::new(&[1, 2, 3, 4]))
        .residual(kernel::Residual::InPlace);
    /// Computes level3.0.module_act, level3.1.module_act, level3.2.module_act.
    struct EespUnit64x28x28;
    impl generated::ConstShape for EespUnit64x28x28 {
        type Kernel = kernel::EespUnit;
        const SHAPE: kernel::EespUnit = EESP_UNIT_64X28X28;
    }
    /// `strided_eesp_unit 64×28×28 -> 128×14×14 dilations [1, 2, 3, 4] band 1 image 3×14×14`
    const STRIDED_EESP_UNIT_64X28X28_TO_128X14X14: kernel::StridedEespUnit = kernel::StridedEespUnit::new(
            layout::Map::dense(64, 28, 28),
            layout::Map::dense(128, 14, 14),
        )
        .dilations(layout::Dilations::new(&[1, 2, 3, 4]))
        .image(::core::option::Option::Some(layout::Map::dense(3, 14, 14)));
    /// Computes level4_0.act.
    struct StridedEespUnit64x28x28To128x14x14;
    impl generated::ConstShape for StridedEespUnit64x28x28To128x14x14 {
        type Kernel = kernel::StridedEespUnit;
        const SHAPE: kernel::StridedEespUnit = STRIDED_EESP_UNIT_64X28X28_TO_128X14X14;
    }
    /// `eesp_unit 128×14×14 -> 128×14×14 dilations [1, 1, 2, 3] band 2 +residual`
    const EESP_UNIT_128X14X14: kernel::EespUnit = kernel::EespUnit::new(
            layout::Map::dense(128, 14, 14),
            layout::Map::dense(128, 14, 14),
        )
        .dilations(layout::Dilations::new(&[1, 1, 2, 3]))
        .band(2)
        .residual(kernel::Residual::InPlace);
    /// Computes level4.0.module_act, level4.1.module_act, level4.2.module_act, level4.3.module_act, level4.4.module_act, level4.5.module_act, level4.6.module_act.
    struct EespUnit128x14x14;
    impl generated::ConstShape for EespUnit128x14x14 {
        type Kernel = kernel::EespUnit;
        const SHAPE: kernel::EespUnit = EESP_UNIT_128X14X14;
    }
    /// `strided_eesp_unit 128×14×14 -> 256×7×7 dilations [1, 1, 2, 3] band 3`
    const STRIDED_EESP_UNIT_128X14X14_TO_256X7X7: kernel::StridedEespUnit = kernel::StridedEespUnit::new(
            layout::Map::dense(128, 14, 14),
            layout::Map::dense(256, 7, 7),
        )
        .dilations(layout::Dilations::new(&[1, 1, 2, 3]))
        .band(3);
    /// Computes level5_0.act.
    struct StridedEespUnit128x14x14To256x7x7;
    impl generated::ConstShape for StridedEespUnit128x14x14To256x7x7 {
        type Kernel = kernel::StridedEespUnit;
        const SHAPE: kernel::StridedEespUnit = STRIDED_EESP_UNIT_128X14X14_TO_256X7X7;
    }
    /// `eesp_unit 256×7×7 -> 256×7×7 dilations [1, 1, 1, 2] band 7 +residual`
    const EESP_UNIT_256X7X7: kernel::EespUnit = kernel::EespUnit::new(
            layout::Map::dense(256, 7, 7),
            layout::Map::dense(256, 7, 7),
        )
        .dilations(layout::Dilations::new(&[1, 1, 1, 2]))
        .band(7)
        .residual(kernel::Residual::InPlace);
    /// Computes level5.0.module_act, level5.1.module_act, level5.2.module_act.
    struct EespUnit256x7x7;
    impl generated::ConstShape for EespUnit256x7x7 {
        type Kernel = kernel::EespUnit;
        const SHAPE: kernel::EespUnit = EESP_UNIT_256X7X7;
    }
    /// `hff 256×7×7 -> 256×7×7 dilations [1] stride 1`
    const HFF_256X7X7: kernel::Hff = kernel::Hff::new(
        layout::Map::dense(256, 7, 7),
        layout::Map::dense(256, 7, 7),
    );
    /// `pointwise 256×7×7 -> 1024×7×7 groups 4 +bias +prelu`
    const POINTWISE_256X7X7_TO_1024X7X7: kernel::Pointwise = kernel::Pointwise::new(
            layout::Map::dense(256, 7, 7),
            layout::Map::dense(1024, 7, 7),
        )
        .groups(4)
        .epilogue(kernel::Epilogue::new(&[kernel::Stage::Bias, kernel::Stage::Prelu]));
    /// `head 256×7×7 -> 1024×1×1 groups 4 +bias +prelu`
    const HEAD_256X7X7_TO_1024X1X1: kernel::Head = kernel::Head::new(
        HFF_256X7X7,
        POINTWISE_256X7X7_TO_1024X7X7,
    );
    /// Computes global_pool.
    struct Head256x7x7To1024x1x1;
    impl generated::ConstShape for Head256x7x7To1024x1x1 {
        type Kernel = kernel::Head;
        const SHAPE: kernel::Head = HEAD_256X7X7_TO_1024X1X1;
    }
    /// `linear 1024×1×1 -> 1000×1×1 +bias`
    const LINEAR_1024X1X1_TO_1000X1X1: kernel::Linear = kernel::Linear::new(
            layout::Map::dense(1024, 1, 1),
            layout::Map::dense(1000, 1, 1),
        )
        .bias(true);
    /// Computes classifier.
    struct Linear1024x1x1To1000x1x1;
    impl generated::ConstShape for Linear1024x1x1To1000x1x1 {
        type Kernel = kernel::Linear;
        const SHAPE: kernel::Linear = LINEAR_1024X1X1_TO_1000X1X1;
    }
    /// The tensors that the network needs.
    const PARAMETERS: &[pack::Parameter<'static>] = &[
        pack::Parameter::new("level2_0.inp_reinf.0.conv.weight", &[3, 3, 3, 3]),
        pack::Parameter::new("level2_0.inp_reinf.0.bn.weight", &[3]),
        pack::Parameter::new("level2_0.inp_reinf.0.bn.bias", &[3]),
        pack::Parameter::new("level2_0.inp_reinf.0.bn.running_mean", &[3]),
        pack::Parameter::new("level2_0.inp_reinf.0.bn.running_var", &[3]),
        pack::Parameter::new("level2_0.inp_reinf.0.act.weight", &[3]),
        pack::Parameter::new("level1.conv.weight", &[16, 3, 3, 3]),
        pack::Parameter::new("level1.bn.weight", &[16]),
        pack::Parameter::new("level1.bn.bias", &[16]),
        pack::Parameter::new("level1.bn.running_mean", &[16]),
        pack::Parameter::new("level1.bn.running_var", &[16]),
        pack::Parameter::new("level1.act.weight", &[16]),
        pack::Parameter::new("level2_0.eesp.proj_1x1.conv.weight", &[4, 4, 1, 1]),
        pack::Parameter::new("level2_0.eesp.proj_1x1.bn.weight", &[4]),
        pack::Parameter::new("level2_0.eesp.proj_1x1.bn.bias", &[4]),
        pack::Parameter::new("level2_0.eesp.proj_1x1.bn.running_mean", &[4]),
        pack::Parameter::new("level2_0.eesp.proj_1x1.bn.running_var", &[4]),
        pack::Parameter::new("level2_0.eesp.proj_1x1.act.weight", &[4]),
        pack::Parameter::new("level2_0.eesp.spp_dw.0.conv.weight", &[4, 1, 3, 3]),
        pack::Parameter::new("level2_0.eesp.spp_dw.1.conv.weight", &[4, 1, 3, 3]),
        pack::Parameter::new("level2_0.eesp.spp_dw.2.conv.weight", &[4, 1, 3, 3]),
        pack::Parameter::new("level2_0.eesp.spp_dw.3.conv.weight", &[4, 1, 3, 3]),
        pack::Parameter::new("level2_0.eesp.br_after_cat.bn.weight", &[16]),
        pack::Parameter::new("level2_0.eesp.br_after_cat.bn.bias", &[16]),
        pack::Parameter::new("level2_0.eesp.br_after_cat.bn.running_mean", &[16]),
        pack::Parameter::new("level2_0.eesp.br_after_cat.bn.running_var", &[16]),
        pack::Parameter::new("level2_0.eesp.br_after_cat.act.weight", &[16]),
        pack::Parameter::new("level2_0.eesp.conv_1x1_exp.conv.weight", &[16, 4, 1, 1]),
        pack::Parameter::new("level2_0.eesp.conv_1x1_exp.bn.weight", &[16]),
        pack::Parameter::new("level2_0.eesp.conv_1x1_exp.bn.bias", &[16]),
        pack::Parameter::new("level2_0.eesp.conv_1x1_exp.bn.running_mean", &[16]),
        pack::Parameter::new("level2_0.eesp.conv_1x1_exp.bn.running_var", &[16]),
        pack::Parameter::new("level2_0.inp_reinf.1.conv.weight", &[32, 3, 1, 1]),
        pack::Parameter::new("level2_0.inp_reinf.1.bn.weight", &[32]),
        pack::Parameter::new("level2_0.inp_reinf.1.bn.bias", &[32]),
        pack::Parameter::new("level2_0.inp_reinf.1.bn.running_mean", &[32]),
        pack::Parameter::new("level2_0.inp_reinf.1.bn.running_var", &[32]),
        pack::Parameter::new("level2_0.act.weight", &[32]),
        pack::Parameter::new("level3_0.inp_reinf.0.conv.weight", &[3, 3, 3, 3]),
        pack::Parameter::new("level3_0.inp_reinf.0.bn.weight", &[3]),
        pack::Parameter::new("level3_0.inp_reinf.0.bn.bias", &[3]),
        pack::Parameter::new("level3_0.inp_reinf.0.bn.running_mean", &[3]),
        pack::Parameter::new("level3_0.inp_reinf.0.bn.running_var", &[3]),
        pack::Parameter::new("level3_0.inp_reinf.0.act.weight", &[3]),
        pack::Parameter::new("level3_0.eesp.proj_1x1.conv.weight", &[8, 8, 1, 1]),
        pack::Parameter::new("level3_0.eesp.proj_1x1.bn.weight", &[8]),
        pack::Parameter::new("level3_0.eesp.proj_1x1.bn.bias", &[8]),
        pack::Parameter::new("level3_0.eesp.proj_1x1.bn.running_mean", &[8]),
        pack::Parameter::new("level3_0.eesp.proj_1x1.bn.running_var", &[8]),
        pack::Parameter::new("level3_0.eesp.proj_1x1.act.weight", &[8]),
        pack::Parameter::new("level3_0.eesp.spp_dw.0.conv.weight", &[8, 1, 3, 3]),
        pack::Parameter::new("level3_0.eesp.spp_dw.1.conv.weight", &[8, 1, 3, 3]),
        pack::Parameter::new("level3_0.eesp.spp_dw.2.conv.weight", &[8, 1, 3, 3]),
        pack::Parameter::new("level3_0.eesp.spp_dw.3.conv.weight", &[8, 1, 3, 3]),
        pack::Parameter::new("level3_0.eesp.br_after_cat.bn.weight", &[32]),
        pack::Parameter::new("level3_0.eesp.br_after_cat.bn.bias", &[32]),
        pack::Parameter::new("level3_0.eesp.br_after_cat.bn.running_mean", &[32]),
        pack::Parameter::new("level3_0.eesp.br_after_cat.bn.running_var", &[32]),
        pack::Parameter::new("level3_0.eesp.br_after_cat.act.weight", &[32]),
        pack::Parameter::new("level3_0.eesp.conv_1x1_exp.conv.weight", &[32, 8, 1, 1]),
        pack::Parameter::new("level3_0.eesp.conv_1x1_exp.bn.weight", &[32]),
        pack::Parameter::new("level3_0.eesp.conv_1x1_exp.bn.bias", &[32]),
        pack::Parameter::new("level3_0.eesp.conv_1x1_exp.bn.running_mean", &[32]),
        pack::Parameter::new("level3_0.eesp.conv_1x1_exp.bn.running_var", &[32]),
        pack::Parameter::new("level3_0.inp_reinf.1.conv.weight", &[64, 3, 1, 1]),
        pack::Parameter::new("level3_0.inp_reinf.1.bn.weight", &[64]),
        pack::Parameter::new("level3_0.inp_reinf.1.bn.bias", &[64]),
        pack::Parameter::new("level3_0.inp_reinf.1.bn.running_mean", &[64]),
        pack::Parameter::new("level3_0.inp_reinf.1.bn.running_var", &[64]),
        pack::Parameter::new("level3_0.act.weight", &[64]),
        pack::Parameter::new("level3.0.proj_1x1.conv.weight", &[16, 16, 1, 1]),
        pack::Parameter::new("level3.0.proj_1x1.bn.weight", &[16]),
        pack::Parameter::new("level3.0.proj_1x1.bn.bias", &[16]),
        pack::Parameter::new("level3.0.proj_1x1.bn.running_mean", &[16]),
        pack::Parameter::new("level3.0.proj_1x1.bn.running_var", &[16]),
        pack::Parameter::new("level3.0.proj_1x1.act.weight", &[16]),
        pack::Parameter::new("level3.0.spp_dw.0.conv.weight", &[16, 1, 3, 3]),
        pack::Parameter::new("level3.0.spp_dw.1.conv.weight", &[16, 1, 3, 3]),
        pack::Parameter::new("level3.0.spp_dw.2.conv.weight", &[16, 1, 3, 3]),
        pack::Parameter::new("level3.0.spp_dw.3.conv.weight", &[16, 1, 3, 3]),
        pack::Parameter::new("level3.0.br_after_cat.bn.weight", &[64]),
        pack::Parameter::new("level3.0.br_after_cat.bn.bias", &[64]),
        pack::Parameter::new("level3.0.br_after_cat.bn.running_mean", &[64]),
        pack::Parameter::new("level3.0.br_after_cat.bn.running_var", &[64]),
        pack::Parameter::new("level3.0.br_after_cat.act.weight", &[64]),
        pack::Parameter::new("level3.0.conv_1x1_exp.conv.weight", &[64, 16, 1, 1]),
        pack::Parameter::new("level3.0.conv_1x1_exp.bn.weight", &[64]),
        pack::Parameter::new("level3.0.conv_1x1_exp.bn.bias", &[64]),
        pack::Parameter::new("level3.0.conv_1x1_exp.bn.running_mean", &[64]),
        pack::Parameter::new("level3.0.conv_1x1_exp.bn.running_var", &[64]),
        pack::Parameter::new("level3.0.module_act.weight", &[64]),
        pack::Parameter::new("level3.1.proj_1x1.conv.weight", &[16, 16, 1, 1]),
        pack::Parameter::new("level3.1.proj_1x1.bn.weight", &[16]),
        pack::Parameter::new("level3.1.proj_1x1.bn.bias", &[16]),
        pack::Parameter::new("level3.1.proj_1x1.bn.running_mean", &[16]),
        pack::Parameter::new("level3.1.proj_1x1.bn.running_var", &[16]),
        pack::Parameter::new("level3.1.proj_1x1.act.weight", &[16]),
        pack::Parameter::new("level3.1.spp_dw.0.conv.weight", &[16, 1, 3, 3]),
        pack::Parameter::new("level3.1.spp_dw.1.conv.weight", &[16, 1, 3, 3]),
        pack::Parameter::new("level3.1.spp_dw.2.conv.weight", &[16, 1, 3, 3]),
        pack::Parameter::new("level3.1.spp_dw.3.conv.weight", &[16, 1, 3, 3]),
        pack::Parameter::new("level3.1.br_after_cat.bn.weight", &[64]),
        pack::Parameter::new("level3.1.br_after_cat.bn.bias", &[64]),
        pack::Parameter::new("level3.1.br_after_cat.bn.running_mean", &[64]),
        pack::Parameter::new("level3.1.br_after_cat.bn.running_var", &[64]),
        pack::Parameter::new("level3.1.br_after_cat.act.weight", &[64]),
        pack::Parameter::new("level3.1.conv_1x1_exp.conv.weight", &[64, 16, 1, 1]),
        pack::Parameter::new("level3.1.conv_1x1_exp.bn.weight", &[64]),
        pack::Parameter::new("level3.1.conv_1x1_exp.bn.bias", &[64]),
        pack::Parameter::new("level3.1.conv_1x1_exp.bn.running_mean", &[64]),
        pack::Parameter::new("level3.1.conv_1x1_exp.bn.running_var", &[64]),
        pack::Parameter::new("level3.1.module_act.weight", &[64]),
        pack::Parameter::new("level3.2.proj_1x1.conv.weight", &[16, 16, 1, 1]),
        pack::Parameter::new("level3.2.proj_1x1.bn.weight", &[16]),
        pack::Parameter::new("level3.2.proj_1x1.bn.bias", &[16]),
        pack::Parameter::new("level3.2.proj_1x1.bn.running_mean", &[16]),
        pack::Parameter::new("level3.2.proj_1x1.bn.running_var", &[16]),
        pack::Parameter::new("level3.2.proj_1x1.act.weight", &[16]),
        pack::Parameter::new("level3.2.spp_dw.0.conv.weight", &[16, 1, 3, 3]),
        pack::Parameter::new("level3.2.spp_dw.1.conv.weight", &[16, 1, 3, 3]),
        pack::Parameter::new("level3.2.spp_dw.2.conv.weight", &[16, 1, 3, 3]),
        pack::Parameter::new("level3.2.spp_dw.3.conv.weight", &[16, 1, 3, 3]),
        pack::Parameter::new("level3.2.br_after_cat.bn.weight", &[64]),
        pack::Parameter::new("level3.2.br_after_cat.bn.bias", &[64]),
        pack::Parameter::new("level3.2.br_after_cat.bn.running_mean", &[64]),
        pack::Parameter::new("level3.2.br_after_cat.bn.running_var", &[64]),
        pack::Parameter::new("level3.2.br_after_cat.act.weight", &[64]),
        pack::Parameter::new("level3.2.conv_1x1_exp.conv.weight", &[64, 16, 1, 1]),
        pack::Parameter::new("level3.2.conv_1x1_exp.bn.weight", &[64]),
        pack::Parameter::new("level3.2.conv_1x1_exp.bn.bias", &[64]),
        pack::Parameter::new("level3.2.conv_1x1_exp.bn.running_mean", &[64]),
        pack::Parameter::new("level3.2.conv_1x1_exp.bn.running_var", &[64]),
        pack::Parameter::new("level3.2.module_act.weight", &[64]),
        pack::Parameter::new("level4_0.inp_reinf.0.conv.weight", &[3, 3, 3, 3]),
        pack::Parameter::new("level4_0.inp_reinf.0.bn.weight", &[3]),
        pack::Parameter::new("level4_0.inp_reinf.0.bn.bias", &[3]),
        pack::Parameter::new("level4_0.inp_reinf.0.bn.running_mean", &[3]),
        pack::Parameter::new("level4_0.inp_reinf.0.bn.running_var", &[3]),
        pack::Parameter::new("level4_0.inp_reinf.0.act.weight", &[3]),
        pack::Parameter::new("level4_0.eesp.proj_1x1.conv.weight", &[16, 16, 1, 1]),
        pack::Parameter::new("level4_0.eesp.proj_1x1.bn.weight", &[16]),
        pack::Parameter::new("level4_0.eesp.proj_1x1.bn.bias", &[16]),
        pack::Parameter::new("level4_0.eesp.proj_1x1.bn.running_mean", &[16]),
        pack::Parameter::new("level4_0.eesp.proj_1x1.bn.running_var", &[16]),
        pack::Parameter::new("level4_0.eesp.proj_1x1.act.weight", &[16]),
        pack::Parameter::new("level4_0.eesp.spp_dw.0.conv.weight", &[16, 1, 3, 3]),
        pack::Parameter::new("level4_0.eesp.spp_dw.1.conv.weight", &[16, 1, 3, 3]),
        pack::Parameter::new("level4_0.eesp.spp_dw.2.conv.weight", &[16, 1, 3, 3]),
        pack::Parameter::new("level4_0.eesp.spp_dw.3.conv.weight", &[16, 1, 3, 3]),
        pack::Parameter::new("level4_0.eesp.br_after_cat.bn.weight", &[64]),
        pack::Parameter::new("level4_0.eesp.br_after_cat.bn.bias", &[64]),
        pack::Parameter::new("level4_0.eesp.br_after_cat.bn.running_mean", &[64]),
        pack::Parameter::new("level4_0.eesp.br_after_cat.bn.running_var", &[64]),
        pack::Parameter::new("level4_0.eesp.br_after_cat.act.weight", &[64]),
        pack::Parameter::new("level4_0.eesp.conv_1x1_exp.conv.weight", &[64, 16, 1, 1]),
        pack::Parameter::new("level4_0.eesp.conv_1x1_exp.bn.weight", &[64]),
        pack::Parameter::new("level4_0.eesp.conv_1x1_exp.bn.bias", &[64]),
        pack::Parameter::new("level4_0.eesp.conv_1x1_exp.bn.running_mean", &[64]),
        pack::Parameter::new("level4_0.eesp.conv_1x1_exp.bn.running_var", &[64]),
        pack::Parameter::new("level4_0.inp_reinf.1.conv.weight", &[128, 3, 1, 1]),
        pack::Parameter::new("level4_0.inp_reinf.1.bn.weight", &[128]),
        pack::Parameter::new("level4_0.inp_reinf.1.bn.bias", &[128]),
        pack::Parameter::new("level4_0.inp_reinf.1.bn.running_mean", &[128]),
        pack::Parameter::new("level4_0.inp_reinf.1.bn.running_var", &[128]),
        pack::Parameter::new("level4_0.act.weight", &[128]),
        pack::Parameter::new("level4.0.proj_1x1.conv.weight", &[32, 32, 1, 1]),
        pack::Parameter::new("level4.0.proj_1x1.bn.weight", &[32]),
        pack::Parameter::new("level4.0.proj_1x1.bn.bias", &[32]),
        pack::Parameter::new("level4.0.proj_1x1.bn.running_mean", &[32]),
        pack::Parameter::new("level4.0.proj_1x1.bn.running_var", &[32]),
        pack::Parameter::new("level4.0.proj_1x1.act.weight", &[32]),
        pack::Parameter::new("level4.0.spp_dw.0.conv.weight", &[32, 1, 3, 3]),
        pack::Parameter::new("level4.0.spp_dw.1.conv.weight", &[32, 1, 3, 3]),
        pack::Parameter::new("level4.0.spp_dw.2.conv.weight", &[32, 1, 3, 3]),
        pack::Parameter::new("level4.0.spp_dw.3.conv.weight", &[32, 1, 3, 3]),
        pack::Parameter::new("level4.0.br_after_cat.bn.weight", &[128]),
        pack::Parameter::new("level4.0.br_after_cat.bn.bias", &[128]),
        pack::Parameter::new("level4.0.br_after_cat.bn.running_mean", &[128]),
        pack::Parameter::new("level4.0.br_after_cat.bn.running_var", &[128]),
        pack::Parameter::new("level4.0.br_after_cat.act.weight", &[128]),
        pack::Parameter::new("level4.0.conv_1x1_exp.conv.weight", &[128, 32, 1, 1]),
        pack::Parameter::new("level4.0.conv_1x1_exp.bn.weight", &[128]),
        pack::Parameter::new("level4.0.conv_1x1_exp.bn.bias", &[128]),
        pack::Parameter::new("level4.0.conv_1x1_exp.bn.running_mean", &[128]),
        pack::Parameter::new("level4.0.conv_1x1_exp.bn.running_var", &[128]),
        pack::Parameter::new("level4.0.module_act.weight", &[128]),
        pack::Parameter::new("level4.1.proj_1x1.conv.weight", &[32, 32, 1, 1]),
        pack::Parameter::new("level4.1.proj_1x1.bn.weight", &[32]),
        pack::Parameter::new("level4.1.proj_1x1.bn.bias", &[32]),
        pack::Parameter::new("level4.1.proj_1x1.bn.running_mean", &[32]),
        pack::Parameter::new("level4.1.proj_1x1.bn.running_var", &[32]),
        pack::Parameter::new("level4.1.proj_1x1.act.weight", &[32]),
        pack::Parameter::new("level4.1.spp_dw.0.conv.weight", &[32, 1, 3, 3]),
        pack::Parameter::new("level4.1.spp_dw.1.conv.weight", &[32, 1, 3, 3]),
        pack::Parameter::new("level4.1.spp_dw.2.conv.weight", &[32, 1, 3, 3]),
        pack::Parameter::new("level4.1.spp_dw.3.conv.weight", &[32, 1, 3, 3]),
        pack::Parameter::new("level4.1.br_after_cat.bn.weight", &[128]),
        pack::Parameter::new("level4.1.br_after_cat.bn.bias", &[128]),
        pack::Parameter::new("level4.1.br_after_cat.bn.running_mean", &[128]),
        pack::Parameter::new("level4.1.br_after_cat.bn.running_var", &[128]),
        pack::Parameter::new("level4.1.br_after_cat.act.weight", &[128]),
        pack::Parameter::new("level4.1.conv_1x1_exp.conv.weight", &[128, 32, 1, 1]),
        pack::Parameter::new("level4.1.conv_1x1_exp.bn.weight", &[128]),
        pack::Parameter::new("level4.1.conv_1x1_exp.bn.bias", &[128]),
        pack::Parameter::new("level4.1.conv_1x1_exp.bn.running_mean", &[128]),
        pack::Parameter::new("level4.1.conv_1x1_exp.bn.running_var", &[128]),
        pack::Parameter::new("level4.1.module_act.weight", &[128]),
        pack::Parameter::new("level4.2.proj_1x1.conv.weight", &[32, 32, 1, 1]),
        pack::Parameter::new("level4.2.proj_1x1.bn.weight", &[32]),
        pack::Parameter::new("level4.2.proj_1x1.bn.bias", &[32]),
        pack::Parameter::new("level4.2.proj_1x1.bn.running_mean", &[32]),
        pack::Parameter::new("level4.2.proj_1x1.bn.running_var", &[32]),
        pack::Parameter::new("level4.2.proj_1x1.act.weight", &[32]),
        pack::Parameter::new("level4.2.spp_dw.0.conv.weight", &[32, 1, 3, 3]),
        pack::Parameter::new("level4.2.spp_dw.1.conv.weight", &[32, 1, 3, 3]),
        pack::Parameter::new("level4.2.spp_dw.2.conv.weight", &[32, 1, 3, 3]),
        pack::Parameter::new("level4.2.spp_dw.3.conv.weight", &[32, 1, 3, 3]),
        pack::Parameter::new("level4.2.br_after_cat.bn.weight", &[128]),
        pack::Parameter::new("level4.2.br_after_cat.bn.bias", &[128]),
        pack::Parameter::new("level4.2.br_after_cat.bn.running_mean", &[128]),
        pack::Parameter::new("level4.2.br_after_cat.bn.running_var", &[128]),
        pack::Parameter::new("level4.2.br_after_cat.act.weight", &[128]),
        pack::Parameter::new("level4.2.conv_1x1_exp.conv.weight", &[128, 32, 1, 1]),
        pack::Parameter::new("level4.2.conv_1x1_exp.bn.weight", &[128]),
        pack::Parameter::new("level4.2.conv_1x1_exp.bn.bias", &[128]),
        pack::Parameter::new("level4.2.conv_1x1_exp.bn.running_mean", &[128]),
        pack::Parameter::new("level4.2.conv_1x1_exp.bn.running_var", &[128]),
        pack::Parameter::new("level4.2.module_act.weight", &[128]),
        pack::Parameter::new("level4.3.proj_1x1.conv.weight", &[32, 32, 1, 1]),
        pack::Parameter::new("level4.3.proj_1x1.bn.weight", &[32]),
        pack::Parameter::new("level4.3.proj_1x1.bn.bias", &[32]),
        pack::Parameter::new("level4.3.proj_1x1.bn.running_mean", &[32]),
        pack::Parameter::new("level4.3.proj_1x1.bn.running_var", &[32]),
        pack::Parameter::new("level4.3.proj_1x1.act.weight", &[32]),
        pack::Parameter::new("level4.3.spp_dw.0.conv.weight", &[32, 1, 3, 3]),
        pack::Parameter::new("level4.3.spp_dw.1.conv.weight", &[32, 1, 3, 3]),
        pack::Parameter::new("level4.3.spp_dw.2.conv.weight", &[32, 1, 3, 3]),
        pack::Parameter::new("level4.3.spp_dw.3.conv.weight", &[32, 1, 3, 3]),
        pack::Parameter::new("level4.3.br_after_cat.bn.weight", &[128]),
        pack::Parameter::new("level4.3.br_after_cat.bn.bias", &[128]),
        pack::Parameter::new("level4.3.br_after_cat.bn.running_mean", &[128]),
        pack::Parameter::new("level4.3.br_after_cat.bn.running_var", &[128]),
        pack::Parameter::new("level4.3.br_after_cat.act.weight", &[128]),
        pack::Parameter::new("level4.3.conv_1x1_exp.conv.weight", &[128, 32, 1, 1]),
        pack::Parameter::new("level4.3.conv_1x1_exp.bn.weight", &[128]),
        pack::Parameter::new("level4.3.conv_1x1_exp.bn.bias", &[128]),
        pack::Parameter::new("level4.3.conv_1x1_exp.bn.running_mean", &[128]),
        pack::Parameter::new("level4.3.conv_1x1_exp.bn.running_var", &[128]),
        pack::Parameter::new("level4.3.module_act.weight", &[128]),
        pack::Parameter::new("level4.4.proj_1x1.conv.weight", &[32, 32, 1, 1]),
        pack::Parameter::new("level4.4.proj_1x1.bn.weight", &[32]),
        pack::Parameter::new("level4.4.proj_1x1.bn.bias", &[32]),
        pack::Parameter::new("level4.4.proj_1x1.bn.running_mean", &[32]),
        pack::Parameter::new("level4.4.proj_1x1.bn.running_var", &[32]),
        pack::Parameter::new("level4.4.proj_1x1.act.weight", &[32]),
        pack::Parameter::new("level4.4.spp_dw.0.conv.weight", &[32, 1, 3, 3]),
        pack::Parameter::new("level4.4.spp_dw.1.conv.weight", &[32, 1, 3, 3]),
        pack::Parameter::new("level4.4.spp_dw.2.conv.weight", &[32, 1, 3, 3]),
        pack::Parameter::new("level4.4.spp_dw.3.conv.weight", &[32, 1, 3, 3]),
        pack::Parameter::new("level4.4.br_after_cat.bn.weight", &[128]),
        pack::Parameter::new("level4.4.br_after_cat.bn.bias", &[128]),
        pack::Parameter::new("level4.4.br_after_cat.bn.running_mean", &[128]),
        pack::Parameter::new("level4.4.br_after_cat.bn.running_var", &[128]),
        pack::Parameter::new("level4.4.br_after_cat.act.weight", &[128]),
        pack::Parameter::new("level4.4.conv_1x1_exp.conv.weight", &[128, 32, 1, 1]),
        pack::Parameter::new("level4.4.conv_1x1_exp.bn.weight", &[128]),
        pack::Parameter::new("level4.4.conv_1x1_exp.bn.bias", &[128]),
        pack::Parameter::new("level4.4.conv_1x1_exp.bn.running_mean", &[128]),
        pack::Parameter::new("level4.4.conv_1x1_exp.bn.running_var", &[128]),
        pack::Parameter::new("level4.4.module_act.weight", &[128]),
        pack::Parameter::new("level4.5.proj_1x1.conv.weight", &[32, 32, 1, 1]),
        pack::Parameter::new("level4.5.proj_1x1.bn.weight", &[32]),
        pack::Parameter::new("level4.5.proj_1x1.bn.bias", &[32]),
        pack::Parameter::new("level4.5.proj_1x1.bn.running_mean", &[32]),
        pack::Parameter::new("level4.5.proj_1x1.bn.running_var", &[32]),
        pack::Parameter::new("level4.5.proj_1x1.act.weight", &[32]),
        pack::Parameter::new("level4.5.spp_dw.0.conv.weight", &[32, 1, 3, 3]),
        pack::Parameter::new("level4.5.spp_dw.1.conv.weight", &[32, 1, 3, 3]),
        pack::Parameter::new("level4.5.spp_dw.2.conv.weight", &[32, 1, 3, 3]),
        pack::Parameter::new("level4.5.spp_dw.3.conv.weight", &[32, 1, 3, 3]),
        pack::Parameter::new("level4.5.br_after_cat.bn.weight", &[128]),
        pack::Parameter::new("level4.5.br_after_cat.bn.bias", &[128]),
        pack::Parameter::new("level4.5.br_after_cat.bn.running_mean", &[128]),
        pack::Parameter::new("level4.5.br_after_cat.bn.running_var", &[128]),
        pack::Parameter::new("level4.5.br_after_cat.act.weight", &[128]),
        pack::Parameter::new("level4.5.conv_1x1_exp.conv.weight", &[128, 32, 1, 1]),
        pack::Parameter::new("level4.5.conv_1x1_exp.bn.weight", &[128]),
        pack::Parameter::new("level4.5.conv_1x1_exp.bn.bias", &[128]),
        pack::Parameter::new("level4.5.conv_1x1_exp.bn.running_mean", &[128]),
        pack::Parameter::new("level4.5.conv_1x1_exp.bn.running_var", &[128]),
        pack::Parameter::new("level4.5.module_act.weight", &[128]),
        pack::Parameter::new("level4.6.proj_1x1.conv.weight", &[32, 32, 1, 1]),
        pack::Parameter::new("level4.6.proj_1x1.bn.weight", &[32]),
        pack::Parameter::new("level4.6.proj_1x1.bn.bias", &[32]),
        pack::Parameter::new("level4.6.proj_1x1.bn.running_mean", &[32]),
        pack::Parameter::new("level4.6.proj_1x1.bn.running_var", &[32]),
        pack::Parameter::new("level4.6.proj_1x1.act.weight", &[32]),
        pack::Parameter::new("level4.6.spp_dw.0.conv.weight", &[32, 1, 3, 3]),
        pack::Parameter::new("level4.6.spp_dw.1.conv.weight", &[32, 1, 3, 3]),
        pack::Parameter::new("level4.6.spp_dw.2.conv.weight", &[32, 1, 3, 3]),
        pack::Parameter::new("level4.6.spp_dw.3.conv.weight", &[32, 1, 3, 3]),
        pack::Parameter::new("level4.6.br_after_cat.bn.weight", &[128]),
        pack::Parameter::new("level4.6.br_after_cat.bn.bias", &[128]),
        pack::Parameter::new("level4.6.br_after_cat.bn.running_mean", &[128]),
        pack::Parameter::new("level4.6.br_after_cat.bn.running_var", &[128]),
        pack::Parameter::new("level4.6.br_after_cat.act.weight", &[128]),
        pack::Parameter::new("level4.6.conv_1x1_exp.conv.weight", &[128, 32, 1, 1]),
        pack::Parameter::new("level4.6.conv_1x1_exp.bn.weight", &[128]),
        pack::Parameter::new("level4.6.conv_1x1_exp.bn.bias", &[128]),
        pack::Parameter::new("level4.6.conv_1x1_exp.bn.running_mean", &[128]),
        pack::Parameter::new("level4.6.conv_1x1_exp.bn.running_var", &[128]),
        pack::Parameter::new("level4.6.module_act.weight", &[128]),
        pack::Parameter::new("level5_0.eesp.proj_1x1.conv.weight", &[32, 32, 1, 1]),
        pack::Parameter::new("level5_0.eesp.proj_1x1.bn.weight", &[32]),
        pack::Parameter::new("level5_0.eesp.proj_1x1.bn.bias", &[32]),
        pack::Parameter::new("level5_0.eesp.proj_1x1.bn.running_mean", &[32]),
        pack::Parameter::new("level5_0.eesp.proj_1x1.bn.running_var", &[32]),
        pack::Parameter::new("level5_0.eesp.proj_1x1.act.weight", &[32]),
        pack::Parameter::new("level5_0.eesp.spp_dw.0.conv.weight", &[32, 1, 3, 3]),
        pack::Parameter::new("level5_0.eesp.spp_dw.1.conv.weight", &[32, 1, 3, 3]),
        pack::Parameter::new("level5_0.eesp.spp_dw.2.conv.weight", &[32, 1, 3, 3]),
        pack::Parameter::new("level5_0.eesp.spp_dw.3.conv.weight", &[32, 1, 3, 3]),
        pack::Parameter::new("level5_0.eesp.br_after_cat.bn.weight", &[128]),
        pack::Parameter::new("level5_0.eesp.br_after_cat.bn.bias", &[128]),
        pack::Parameter::new("level5_0.eesp.br_after_cat.bn.running_mean", &[128]),
        pack::Parameter::new("level5_0.eesp.br_after_cat.bn.running_var", &[128]),
        pack::Parameter::new("level5_0.eesp.br_after_cat.act.weight", &[128]),
        pack::Parameter::new("level5_0.eesp.conv_1x1_exp.conv.weight", &[128, 32, 1, 1]),
        pack::Parameter::new("level5_0.eesp.conv_1x1_exp.bn.weight", &[128]),
        pack::Parameter::new("level5_0.eesp.conv_1x1_exp.bn.bias", &[128]),
        pack::Parameter::new("level5_0.eesp.conv_1x1_exp.bn.running_mean", &[128]),
        pack::Parameter::new("level5_0.eesp.conv_1x1_exp.bn.running_var", &[128]),
        pack::Parameter::new("level5_0.act.weight", &[256]),
        pack::Parameter::new("level5.0.proj_1x1.conv.weight", &[64, 64, 1, 1]),
        pack::Parameter::new("level5.0.proj_1x1.bn.weight", &[64]),
        pack::Parameter::new("level5.0.proj_1x1.bn.bias", &[64]),
        pack::Parameter::new("level5.0.proj_1x1.bn.running_mean", &[64]),
        pack::Parameter::new("level5.0.proj_1x1.bn.running_var", &[64]),
        pack::Parameter::new("level5.0.proj_1x1.act.weight", &[64]),
        pack::Parameter::new("level5.0.spp_dw.0.conv.weight", &[64, 1, 3, 3]),
        pack::Parameter::new("level5.0.spp_dw.1.conv.weight", &[64, 1, 3, 3]),
        pack::Parameter::new("level5.0.spp_dw.2.conv.weight", &[64, 1, 3, 3]),
        pack::Parameter::new("level5.0.spp_dw.3.conv.weight", &[64, 1, 3, 3]),
        pack::Parameter::new("level5.0.br_after_cat.bn.weight", &[256]),
        pack::Parameter::new("level5.0.br_after_cat.bn.bias", &[256]),
        pack::Parameter::new("level5.0.br_after_cat.bn.running_mean", &[256]),
        pack::Parameter::new("level5.0.br_after_cat.bn.running_var", &[256]),
        pack::Parameter::new("level5.0.br_after_cat.act.weight", &[256]),
        pack::Parameter::new("level5.0.conv_1x1_exp.conv.weight", &[256, 64, 1, 1]),
        pack::Parameter::new("level5.0.conv_1x1_exp.bn.weight", &[256]),
        pack::Parameter::new("level5.0.conv_1x1_exp.bn.bias", &[256]),
        pack::Parameter::new("level5.0.conv_1x1_exp.bn.running_mean", &[256]),
        pack::Parameter::new("level5.0.conv_1x1_exp.bn.running_var", &[256]),
        pack::Parameter::new("level5.0.module_act.weight", &[256]),
        pack::Parameter::new("level5.1.proj_1x1.conv.weight", &[64, 64, 1, 1]),
        pack::Parameter::new("level5.1.proj_1x1.bn.weight", &[64]),
        pack::Parameter::new("level5.1.proj_1x1.bn.bias", &[64]),
        pack::Parameter::new("level5.1.proj_1x1.bn.running_mean", &[64]),
        pack::Parameter::new("level5.1.proj_1x1.bn.running_var", &[64]),
        pack::Parameter::new("level5.1.proj_1x1.act.weight", &[64]),
        pack::Parameter::new("level5.1.spp_dw.0.conv.weight", &[64, 1, 3, 3]),
        pack::Parameter::new("level5.1.spp_dw.1.conv.weight", &[64, 1, 3, 3]),
        pack::Parameter::new("level5.1.spp_dw.2.conv.weight", &[64, 1, 3, 3]),
        pack::Parameter::new("level5.1.spp_dw.3.conv.weight", &[64, 1, 3, 3]),
        pack::Parameter::new("level5.1.br_after_cat.bn.weight", &[256]),
        pack::Parameter::new("level5.1.br_after_cat.bn.bias", &[256]),
        pack::Parameter::new("level5.1.br_after_cat.bn.running_mean", &[256]),
        pack::Parameter::new("level5.1.br_after_cat.bn.running_var", &[256]),
        pack::Parameter::new("level5.1.br_after_cat.act.weight", &[256]),
        pack::Parameter::new("level5.1.conv_1x1_exp.conv.weight", &[256, 64, 1, 1]),
        pack::Parameter::new("level5.1.conv_1x1_exp.bn.weight", &[256]),
        pack::Parameter::new("level5.1.conv_1x1_exp.bn.bias", &[256]),
        pack::Parameter::new("level5.1.conv_1x1_exp.bn.running_mean", &[256]),
        pack::Parameter::new("level5.1.conv_1x1_exp.bn.running_var", &[256]),
        pack::Parameter::new("level5.1.module_act.weight", &[256]),
        pack::Parameter::new("level5.2.proj_1x1.conv.weight", &[64, 64, 1, 1]),
        pack::Parameter::new("level5.2.proj_1x1.bn.weight", &[64]),
        pack::Parameter::new("level5.2.proj_1x1.bn.bias", &[64]),
        pack::Parameter::new("level5.2.proj_1x1.bn.running_mean", &[64]),
        pack::Parameter::new("level5.2.proj_1x1.bn.running_var", &[64]),
        pack::Parameter::new("level5.2.proj_1x1.act.weight", &[64]),
        pack::Parameter::new("level5.2.spp_dw.0.conv.weight", &[64, 1, 3, 3]),
        pack::Parameter::new("level5.2.spp_dw.1.conv.weight", &[64, 1, 3, 3]),
        pack::Parameter::new("level5.2.spp_dw.2.conv.weight", &[64, 1, 3, 3]),
        pack::Parameter::new("level5.2.spp_dw.3.conv.weight", &[64, 1, 3, 3]),
        pack::Parameter::new("level5.2.br_after_cat.bn.weight", &[256]),
        pack::Parameter::new("level5.2.br_after_cat.bn.bias", &[256]),
        pack::Parameter::new("level5.2.br_after_cat.bn.running_mean", &[256]),
        pack::Parameter::new("level5.2.br_after_cat.bn.running_var", &[256]),
        pack::Parameter::new("level5.2.br_after_cat.act.weight", &[256]),
        pack::Parameter::new("level5.2.conv_1x1_exp.conv.weight", &[256, 64, 1, 1]),
        pack::Parameter::new("level5.2.conv_1x1_exp.bn.weight", &[256]),
        pack::Parameter::new("level5.2.conv_1x1_exp.bn.bias", &[256]),
        pack::Parameter::new("level5.2.conv_1x1_exp.bn.running_mean", &[256]),
        pack::Parameter::new("level5.2.conv_1x1_exp.bn.running_var", &[256]),
        pack::Parameter::new("level5.2.module_act.weight", &[256]),
        pack::Parameter::new("level5.3.conv.weight", &[256, 1, 3, 3]),
        pack::Parameter::new("level5.3.bn.weight", &[256]),
        pack::Parameter::new("level5.3.bn.bias", &[256]),
        pack::Parameter::new("level5.3.bn.running_mean", &[256]),
        pack::Parameter::new("level5.3.bn.running_var", &[256]),
        pack::Parameter::new("level5.3.act.weight", &[256]),
        pack::Parameter::new("level5.4.conv.weight", &[1024, 64, 1, 1]),
        pack::Parameter::new("level5.4.bn.weight", &[1024]),
        pack::Parameter::new("level5.4.bn.bias", &[1024]),
        pack::Parameter::new("level5.4.bn.running_mean", &[1024]),
        pack::Parameter::new("level5.4.bn.running_var", &[1024]),
        pack::Parameter::new("level5.4.act.weight", &[1024]),
        pack::Parameter::new("classifier.weight", &[1000, 1024]),
        pack::Parameter::new("classifier.bias", &[1000]),
    ];
    /// The tensors that checkpoints contain but inference never reads.
    const UNUSED: &[pack::Parameter<'static>] = &[
        pack::Parameter::new("level2_0.eesp.module_act.weight", &[16]),
        pack::Parameter::new("level3_0.eesp.module_act.weight", &[32]),
        pack::Parameter::new("level4_0.eesp.module_act.weight", &[64]),
        pack::Parameter::new("level5_0.eesp.module_act.weight", &[128]),
        pack::Parameter::new("level5_0.inp_reinf.0.conv.weight", &[3, 3, 3, 3]),
        pack::Parameter::new("level5_0.inp_reinf.0.bn.weight", &[3]),
        pack::Parameter::new("level5_0.inp_reinf.0.bn.bias", &[3]),
        pack::Parameter::new("level5_0.inp_reinf.0.bn.running_mean", &[3]),
        pack::Parameter::new("level5_0.inp_reinf.0.bn.running_var", &[3]),
        pack::Parameter::new("level5_0.inp_reinf.0.act.weight", &[3]),
        pack::Parameter::new("level5_0.inp_reinf.1.conv.weight", &[256, 3, 1, 1]),
        pack::Parameter::new("level5_0.inp_reinf.1.bn.weight", &[256]),
        pack::Parameter::new("level5_0.inp_reinf.1.bn.bias", &[256]),
        pack::Parameter::new("level5_0.inp_reinf.1.bn.running_mean", &[256]),
        pack::Parameter::new("level5_0.inp_reinf.1.bn.running_var", &[256]),
    ];
    /// The offset of each kernel's packed weights, and the tensors that they are packed from.
    const PACKINGS: &[(usize, pack::Packing)] = &[
        (
            0,
            pack::Packing::GroupedConv2d(
                GROUPED_CONV2D_3X56X56,
                pack::ConvTensors::new(0)
                    .norm(pack::Norm::consecutive(1, 0.00001))
                    .epilogue(pack::EpilogueTensors::NONE.prelu(5)),
            ),
        ),
        (
            128,
            pack::Packing::GroupedConv2d(
                GROUPED_CONV2D_3X28X28,
                pack::ConvTensors::new(38)
                    .norm(pack::Norm::consecutive(39, 0.00001))
                    .epilogue(pack::EpilogueTensors::NONE.prelu(43)),
            ),
        ),
        (
            256,
            pack::Packing::GroupedConv2d(
                GROUPED_CONV2D_3X14X14,
                pack::ConvTensors::new(133)
                    .norm(pack::Norm::consecutive(134, 0.00001))
                    .epilogue(pack::EpilogueTensors::NONE.prelu(138)),
            ),
        ),
        (
            384,
            pack::Packing::Conv2d(
                CONV2D_3X224X224_TO_16X112X112,
                pack::ConvTensors::new(6)
                    .norm(pack::Norm::consecutive(7, 0.00001))
                    .epilogue(pack::EpilogueTensors::NONE.prelu(11)),
            ),
        ),
        (
            848,
            pack::Packing::StridedEespUnit(
                STRIDED_EESP_UNIT_16X112X112_TO_32X56X56,
                pack::StridedEespTensors::new(
                        pack::ConvTensors::new(12)
                            .norm(pack::Norm::consecutive(13, 0.00001))
                            .epilogue(pack::EpilogueTensors::NONE.prelu(17)),
                        pack::HffTensors::new(
                            [18, 19, 20, 21],
                            pack::Norm::consecutive(22, 0.00001),
                            26,
                        ),
                        pack::ConvTensors::new(27)
                            .norm(pack::Norm::consecutive(28, 0.00001)),
                        37,
                    )
                    .shortcut(
                        pack::ConvTensors::new(32)
                            .norm(pack::Norm::consecutive(33, 0.00001)),
                    ),
            ),
        ),
        (
            1952,
            pack::Packing::StridedEespUnit(
                STRIDED_EESP_UNIT_32X56X56_TO_64X28X28,
                pack::StridedEespTensors::new(
                        pack::ConvTensors::new(44)
                            .norm(pack::Norm::consecutive(45, 0.00001))
                            .epilogue(pack::EpilogueTensors::NONE.prelu(49)),
                        pack::HffTensors::new(
                            [50, 51, 52, 53],
                            pack::Norm::consecutive(54, 0.00001),
                            58,
                        ),
                        pack::ConvTensors::new(59)
                            .norm(pack::Norm::consecutive(60, 0.00001)),
                        69,
                    )
                    .shortcut(
                        pack::ConvTensors::new(64)
                            .norm(pack::Norm::consecutive(65, 0.00001)),
                    ),
            ),
        ),
        (
            3456,
            pack::Packing::EespUnit(
                EESP_UNIT_64X28X28,
                pack::EespTensors::new(
                    pack::ConvTensors::new(70)
                        .norm(pack::Norm::consecutive(71, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(75)),
                    pack::HffTensors::new(
                        [76, 77, 78, 79],
                        pack::Norm::consecutive(80, 0.00001),
                        84,
                    ),
                    pack::ConvTensors::new(85)
                        .norm(pack::Norm::consecutive(86, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(90)),
                ),
            ),
        ),
        (
            5664,
            pack::Packing::EespUnit(
                EESP_UNIT_64X28X28,
                pack::EespTensors::new(
                    pack::ConvTensors::new(91)
                        .norm(pack::Norm::consecutive(92, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(96)),
                    pack::HffTensors::new(
                        [97, 98, 99, 100],
                        pack::Norm::consecutive(101, 0.00001),
                        105,
                    ),
                    pack::ConvTensors::new(106)
                        .norm(pack::Norm::consecutive(107, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(111)),
                ),
            ),
        ),
        (
            7872,
            pack::Packing::EespUnit(
                EESP_UNIT_64X28X28,
                pack::EespTensors::new(
                    pack::ConvTensors::new(112)
                        .norm(pack::Norm::consecutive(113, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(117)),
                    pack::HffTensors::new(
                        [118, 119, 120, 121],
                        pack::Norm::consecutive(122, 0.00001),
                        126,
                    ),
                    pack::ConvTensors::new(127)
                        .norm(pack::Norm::consecutive(128, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(132)),
                ),
            ),
        ),
        (
            10080,
            pack::Packing::StridedEespUnit(
                STRIDED_EESP_UNIT_64X28X28_TO_128X14X14,
                pack::StridedEespTensors::new(
                        pack::ConvTensors::new(139)
                            .norm(pack::Norm::consecutive(140, 0.00001))
                            .epilogue(pack::EpilogueTensors::NONE.prelu(144)),
                        pack::HffTensors::new(
                            [145, 146, 147, 148],
                            pack::Norm::consecutive(149, 0.00001),
                            153,
                        ),
                        pack::ConvTensors::new(154)
                            .norm(pack::Norm::consecutive(155, 0.00001)),
                        164,
                    )
                    .shortcut(
                        pack::ConvTensors::new(159)
                            .norm(pack::Norm::consecutive(160, 0.00001)),
                    ),
            ),
        ),
        (
            12800,
            pack::Packing::EespUnit(
                EESP_UNIT_128X14X14,
                pack::EespTensors::new(
                    pack::ConvTensors::new(165)
                        .norm(pack::Norm::consecutive(166, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(170)),
                    pack::HffTensors::new(
                        [171, 172, 173, 174],
                        pack::Norm::consecutive(175, 0.00001),
                        179,
                    ),
                    pack::ConvTensors::new(180)
                        .norm(pack::Norm::consecutive(181, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(185)),
                ),
            ),
        ),
        (
            19776,
            pack::Packing::EespUnit(
                EESP_UNIT_128X14X14,
                pack::EespTensors::new(
                    pack::ConvTensors::new(186)
                        .norm(pack::Norm::consecutive(187, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(191)),
                    pack::HffTensors::new(
                        [192, 193, 194, 195],
                        pack::Norm::consecutive(196, 0.00001),
                        200,
                    ),
                    pack::ConvTensors::new(201)
                        .norm(pack::Norm::consecutive(202, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(206)),
                ),
            ),
        ),
        (
            26752,
            pack::Packing::EespUnit(
                EESP_UNIT_128X14X14,
                pack::EespTensors::new(
                    pack::ConvTensors::new(207)
                        .norm(pack::Norm::consecutive(208, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(212)),
                    pack::HffTensors::new(
                        [213, 214, 215, 216],
                        pack::Norm::consecutive(217, 0.00001),
                        221,
                    ),
                    pack::ConvTensors::new(222)
                        .norm(pack::Norm::consecutive(223, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(227)),
                ),
            ),
        ),
        (
            33728,
            pack::Packing::EespUnit(
                EESP_UNIT_128X14X14,
                pack::EespTensors::new(
                    pack::ConvTensors::new(228)
                        .norm(pack::Norm::consecutive(229, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(233)),
                    pack::HffTensors::new(
                        [234, 235, 236, 237],
                        pack::Norm::consecutive(238, 0.00001),
                        242,
                    ),
                    pack::ConvTensors::new(243)
                        .norm(pack::Norm::consecutive(244, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(248)),
                ),
            ),
        ),
        (
            40704,
            pack::Packing::EespUnit(
                EESP_UNIT_128X14X14,
                pack::EespTensors::new(
                    pack::ConvTensors::new(249)
                        .norm(pack::Norm::consecutive(250, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(254)),
                    pack::HffTensors::new(
                        [255, 256, 257, 258],
                        pack::Norm::consecutive(259, 0.00001),
                        263,
                    ),
                    pack::ConvTensors::new(264)
                        .norm(pack::Norm::consecutive(265, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(269)),
                ),
            ),
        ),
        (
            47680,
            pack::Packing::EespUnit(
                EESP_UNIT_128X14X14,
                pack::EespTensors::new(
                    pack::ConvTensors::new(270)
                        .norm(pack::Norm::consecutive(271, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(275)),
                    pack::HffTensors::new(
                        [276, 277, 278, 279],
                        pack::Norm::consecutive(280, 0.00001),
                        284,
                    ),
                    pack::ConvTensors::new(285)
                        .norm(pack::Norm::consecutive(286, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(290)),
                ),
            ),
        ),
        (
            54656,
            pack::Packing::EespUnit(
                EESP_UNIT_128X14X14,
                pack::EespTensors::new(
                    pack::ConvTensors::new(291)
                        .norm(pack::Norm::consecutive(292, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(296)),
                    pack::HffTensors::new(
                        [297, 298, 299, 300],
                        pack::Norm::consecutive(301, 0.00001),
                        305,
                    ),
                    pack::ConvTensors::new(306)
                        .norm(pack::Norm::consecutive(307, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(311)),
                ),
            ),
        ),
        (
            61632,
            pack::Packing::StridedEespUnit(
                STRIDED_EESP_UNIT_128X14X14_TO_256X7X7,
                pack::StridedEespTensors::new(
                    pack::ConvTensors::new(312)
                        .norm(pack::Norm::consecutive(313, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(317)),
                    pack::HffTensors::new(
                        [318, 319, 320, 321],
                        pack::Norm::consecutive(322, 0.00001),
                        326,
                    ),
                    pack::ConvTensors::new(327)
                        .norm(pack::Norm::consecutive(328, 0.00001)),
                    332,
                ),
            ),
        ),
        (
            68736,
            pack::Packing::EespUnit(
                EESP_UNIT_256X7X7,
                pack::EespTensors::new(
                    pack::ConvTensors::new(333)
                        .norm(pack::Norm::consecutive(334, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(338)),
                    pack::HffTensors::new(
                        [339, 340, 341, 342],
                        pack::Norm::consecutive(343, 0.00001),
                        347,
                    ),
                    pack::ConvTensors::new(348)
                        .norm(pack::Norm::consecutive(349, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(353)),
                ),
            ),
        ),
        (
            92928,
            pack::Packing::EespUnit(
                EESP_UNIT_256X7X7,
                pack::EespTensors::new(
                    pack::ConvTensors::new(354)
                        .norm(pack::Norm::consecutive(355, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(359)),
                    pack::HffTensors::new(
                        [360, 361, 362, 363],
                        pack::Norm::consecutive(364, 0.00001),
                        368,
                    ),
                    pack::ConvTensors::new(369)
                        .norm(pack::Norm::consecutive(370, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(374)),
                ),
            ),
        ),
        (
            117120,
            pack::Packing::EespUnit(
                EESP_UNIT_256X7X7,
                pack::EespTensors::new(
                    pack::ConvTensors::new(375)
                        .norm(pack::Norm::consecutive(376, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(380)),
                    pack::HffTensors::new(
                        [381, 382, 383, 384],
                        pack::Norm::consecutive(385, 0.00001),
                        389,
                    ),
                    pack::ConvTensors::new(390)
                        .norm(pack::Norm::consecutive(391, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(395)),
                ),
            ),
        ),
        (
            141312,
            pack::Packing::Hff(
                HFF_256X7X7,
                pack::HffTensors::new([396], pack::Norm::consecutive(397, 0.00001), 401),
            ),
        ),
        (
            144384,
            pack::Packing::Pointwise(
                POINTWISE_256X7X7_TO_1024X7X7,
                pack::ConvTensors::new(402)
                    .norm(pack::Norm::consecutive(403, 0.00001))
                    .epilogue(pack::EpilogueTensors::NONE.prelu(407)),
            ),
        ),
        (
            211968,
            pack::Packing::Linear(
                LINEAR_1024X1X1_TO_1000X1X1,
                pack::LinearTensors::new(408)
                    .bias(409)
                    .features(
                        pack::ConvTensors::new(402)
                            .norm(pack::Norm::consecutive(403, 0.00001))
                            .epilogue(pack::EpilogueTensors::NONE.prelu(407)),
                    ),
            ),
        ),
    ];
    /// The recipe that packs the weights of a checkpoint.
    const RECIPE: pack::Recipe<'static> = pack::Recipe::new(PARAMETERS, PACKINGS, 989168)
        .unused(UNUSED);
};

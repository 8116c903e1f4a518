import type { ItemKind } from '@spike/contract'

/** How far a module's type decides by itself what an item is. */
export type ModuleFamily =
  | 'hand_in'
  | 'test'
  | 'forum'
  | 'survey'
  | 'meeting'
  | 'heading'
  | 'file'
  | 'text'
  | 'open'

interface ModuleFacts {
  family: ModuleFamily
  /** Kind when nothing else speaks, and how sure that is. */
  kind: ItemKind
  confidence: number
}

const families: [ModuleFamily, ItemKind, number, string][] = [
  [
    'hand_in',
    'assignment',
    0.9,
    'assign assignment workshop vpl turnitintool turnitintooltwo coursework journal peerwork kalvidassign',
  ],
  ['test', 'quiz', 0.85, 'quiz hotpot kahoot realtimequiz jazzquiz studentquiz offlinequiz adaptivequiz'],
  [
    'forum',
    'discussion',
    0.85,
    'forum hsuforum moodleoverflow hotquestion chat board oublog dialogue padlet etherpadlite ouwiki wiki',
  ],
  [
    'survey',
    'survey',
    0.9,
    'choice feedback survey questionnaire choicegroup groupselect scheduler ratingallocate booking organizer evaluation signupsheet grouptool facetoface',
  ],
  [
    'meeting',
    'recording',
    0.9,
    'zoom bigbluebuttonbn bigbluebutton googlemeet msteams teamsmeeting webex webexactivity adobeconnect jitsi gotomeeting congrea collaborate',
  ],
  [
    'open',
    'recording',
    0.85,
    'panopto mediasite opencast kalvidres videofile videotime mediagallery echo360',
  ],
  ['heading', 'other', 0.8, 'label subsection glossary'],
  ['open', 'other', 0.6, 'customcert certificate simplecertificate qbank'],
  ['open', 'tool', 0.7, 'lti data attendance checklist game externalcontent jupyter'],
  ['text', 'reading', 0.45, 'page'],
  ['file', 'reading', 0.6, 'book imscp url'],
  ['file', 'lecture', 0.5, 'lesson scorm resource pdfannotator'],
  ['open', 'quiz', 0.4, 'h5pactivity hvp'],
  ['file', 'other', 0.3, 'folder'],
]

const factsByModname: ReadonlyMap<string, ModuleFacts> = new Map(
  families.flatMap(([family, kind, confidence, names]) =>
    names.split(' ').map((name): [string, ModuleFacts] => [name, { family, kind, confidence }]),
  ),
)

/** What is known of a Moodle module type; types not known are open ones that say nothing. */
export function moduleFacts(modname: string): ModuleFacts {
  return factsByModname.get(modname.toLowerCase()) ?? { family: 'open', kind: 'other', confidence: 0.3 }
}

export type FileFamily = 'video' | 'data' | 'program' | 'slides' | 'document' | 'image' | 'unknown'

const extensions: Record<Exclude<FileFamily, 'unknown'>, string> = {
  video: 'mp4 mkv mov avi webm m4v mp3 m4a wav wmv ogg flv',
  data: 'csv tsv json sav dta mat rdata rds sql sqlite db arff parquet npy npz xml h5 pkl',
  program:
    'py c h cpp hpp java js ts m r rmd asm s v vhd sh exe dmg iso msi deb jar apk ova tar gz tgz zip rar 7z ipynb circ tex sty bib cls go rs hs ml scm rkt pl cs kt swift makefile',
  slides: 'ppt pptx pps ppsx odp key',
  document: 'pdf doc docx odt rtf txt md html htm djvu epub xls xlsx ods ps',
  image: 'png jpg jpeg gif svg bmp webp tif tiff heic',
}

const familyByExtension: ReadonlyMap<string, FileFamily> = new Map(
  Object.entries(extensions).flatMap(([family, names]) =>
    names.split(' ').map((name): [string, FileFamily] => [name, family as FileFamily]),
  ),
)

/** `extension` without its dot, in lower case. */
export function fileFamily(extension: string): FileFamily {
  return familyByExtension.get(extension) ?? 'unknown'
}

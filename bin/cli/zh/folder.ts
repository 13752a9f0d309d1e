/** Of the dataset folder that is written. */
import type { Catalogue } from '../../../src/text/localize.ts'

export const folder: Catalogue = [
  ['--out {1}: this folder cannot be replaced', '--out {1}：此文件夹不能替换'],
  ['name a folder of its own, and run from outside it', '请指定单独的文件夹，并在其外运行'],
  [
    'it is a mount point, and those cannot be renamed: name a folder below it',
    '它是挂载点，不能重命名：请指定其下的文件夹',
  ],
  ['the finished files are in {1}', '已完成的文件在 {1}'],
  ['--out {1}: the folder holds files and no manifest of a dataset', '--out {1}：文件夹中有文件，但没有数据集的清单'],
  [
    'name another folder, or add --force: its files stay, save those with the names of ours',
    '请另指定文件夹，或加上 --force：除与数据集文件同名者外，原有文件保留',
  ],
  ['cannot put the dataset into {1}: {2}', '无法把数据集放入 {1}：{2*}'],
  ['--out {1}: not a folder', '--out {1}：不是文件夹'],
  ['--format: there is no format {1}', '--format：没有格式 {1}'],
  ['--tokenizer needs the package @huggingface/tokenizers', '--tokenizer 需要 @huggingface/tokenizers 包'],
  ['it must be the tokenizer.json of a model', '它必须是某个模型的 tokenizer.json'],
  ['--tokenizer {1}: {2}', '--tokenizer {1}：{2}'],
]

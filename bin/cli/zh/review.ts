/** What reviews tell of the levels, and of each other. */
import type { Catalogue } from '../../../src/text/localize.ts'

export const review: Catalogue = [
  ['{1} rows that passed and {2} that were rejected have been judged', '已评审 {1} 个通过的行和 {2} 个被拒的行'],
  ['{1} decisions are about other programs', '{1} 个决定针对别的程序'],
  ['{1} about no row of these verdicts', '{1} 个不针对这些判定中的任何行'],
  ['nothing is known of false rejects: review with --rejected N', '对误拒一无所知：请用 --rejected N 评审'],
  ['passed, but people reject it', '通过，但人拒绝'],
  ['rejected, but people keep it', '被拒，但人保留'],
  ['with the warning {1} {2}', '有警告 {1} {2}'],
  ['by {1}', '被 {1}'],
  ['does not run', '不能运行'],
  ['does not do what the task asks', '没有做到任务的要求'],
  ['plan and code do not agree', '计划与代码不一致'],
  ['poor code', '代码质量差'],
  ['no class of errors calls for a change', '没有哪类错误需要改动'],
  ['{1} of {2}, {3} % ({4} to {5})', '{2} 中 {1}，{3} %（{4} 至 {5}）'],
  ['{1}: {2}, above {3} %', '{1}：{2}，高于 {3} %'],
  ['{1}: {2}, above {3} %; too few rows to be sure', '{1}：{2}，高于 {3} %；行数太少，尚不能确定'],
  [
    'raise the weights of what the rejected rows lack: quality.weights in the options file',
    '请提高被拒的行所欠缺的成分的权重：选项文件中的 quality.weights',
  ],
  [
    "take rows from a quality of {1} on only: jq -c 'select(.quality_score >= {2})' before split",
    "请只取质量不低于 {1} 的行：在 split 之前用 jq -c 'select(.quality_score >= {2})'",
  ],
  [
    'run programs longer, or in a browser: --frames {1} (was {2}), --runtime browser',
    '请让程序运行更久，或在浏览器中运行：--frames {1}（原为 {2}），--runtime browser',
  ],
  [
    'ask for more in the seeds: probes, or hints that stand for probes; those of the rejected rows show which',
    '请在种子中要求更多：探针，或代表探针的提示；被拒的行会说明是哪些',
  ],
  [
    'make the warnings of plan against code errors for select: see the codes below',
    '请让 select 把计划与代码不符的警告当作错误：见下面的代号',
  ],
  [
    'treat the warning as an error: jq -c \'select([.validation.levels[]?.issues[]?.code] | index("{1}") | not)\' before select',
    '请把该警告当作错误：在 select 之前用 jq -c \'select([.validation.levels[]?.issues[]?.code] | index("{1}") | not)\'',
  ],
  ['give programs more time: --check-timeout {1} (was {2})', '请给程序更多时间：--check-timeout {1}（原为 {2}）'],
  ['too strict: make {1} a warning, or repair what it takes for a fault', '过严：请把 {1} 改为警告，或修正它误判的情形'],
  ['not defined, both always said the same', '无定义，两人始终意见相同'],
  ['{1} and {2}, {3}: κ {4} ({5} rows, {6} % the same)', '{1} 与 {2}，{3}：κ {4*}（{5} 行，{6} % 相同）'],
  ['they disagree about {1}', '两人意见不一的有 {1}'],
]

import { defineFamily } from '../family.ts'

/** A score that a timer raises. */
export const autoScore = defineFamily({
  id: 'auto-score',
  suits: {
    tags: ['auto', 'score', 'timer'],
    words: /自动加分|\bscore (?:goes up|rises|grows)\b|\bautomatic/i,
    apis: ['Phaser.Time.TimerEvent', 'Phaser.GameObjects.Text'],
  },
  build(pen) {
    const gain = Number(/[+＋]\s?(\d{1,4})/.exec(pen.seed.task)?.[1] ?? 10)
    const label = pen.label(['得分', 'Score'], '@score')
    const size = Number(/(?:字体大小|font size)[^\d]{0,6}(\d{1,3})/i.exec(pen.seed.task)?.[1] ?? 28)
    pen.constant('gain', gain, ['每次加分', 'points for each tick'])
    pen.constant('period', Math.round((pen.facts.seconds ?? 1) * 1000), ['加分间隔（毫秒）', 'time between two ticks in ms'])
    pen.state('score', 0)
    pen.state('board')
    pen.create(['在右上角显示分数', 'Show the score in the top right corner'],
      `@board = this.add.text(${pen.width - 20}, 20, ${label}, { fontSize: '${size}px', color: '#ffffff' }).setOrigin(1, 0);`)
    const milestone = pen.chance(0.6)
      ? `
        if (@score % ($gain * ${pen.pick([5, 10])}) === 0) {
          ${pen.pick([
        `this.tweens.add({ targets: @board, scale: 1.3, duration: 120, yoyo: true });`,
        `@board.setColor('#ffd54f');
          this.time.delayedCall(300, () => @board.setColor('#ffffff'));`,
        `this.cameras.main.flash(120, 80, 80, 120);`,
      ])}
          }`
      : ''
    pen.helper('award', '', ['加分并刷新文字', 'Adds points and refreshes the text'], `
      @score += $gain;
      @board.setText(${label});${milestone}
    `)
    pen.create(['用循环定时器自动加分', 'Raise the score with a looping timer'],
      `this.time.addEvent({ delay: $period, loop: true, callback: () => @award() });`)
    pen.signal('score', '@score')
  },
})

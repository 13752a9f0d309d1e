import { defineFamily } from '../family.ts'
import { quote } from '../pen.ts'

/** Counts seconds down to a message. */
export const countdown = defineFamily({
  id: 'countdown',
  suits: {
    tags: ['countdown', 'timer', 'text'],
    words: /倒计时|\bcount(?:s|ing)? ?down/i,
    apis: ['Phaser.Time.TimerEvent', 'Phaser.GameObjects.Text'],
  },
  build(pen) {
    const end = quote(pen.facts.quoted ?? pen.say('时间到', "Time's up"))
    pen.constant('start', Math.round(pen.facts.seconds ?? 10), ['倒计时秒数', 'seconds to count'])
    pen.state('left', '$start')
    pen.state('dial')
    pen.create(['在屏幕中央显示剩余时间', 'Show the time left in the middle'],
      `@dial = this.add.text(${pen.centreX}, ${pen.centreY}, String($start), { fontSize: '${pen.pick([64, 72, 80])}px', color: '#ffffff' }).setOrigin(0.5);`)
    if (pen.chance(0.5)) {
      pen.create(['每秒减一，归零时提示', 'Take one off every second; say so at zero'], `
        this.time.addEvent({
          delay: 1000,
          repeat: $start - 1,
          callback: () => {
            @left -= 1;
            @dial.setText(@left > 0 ? String(@left) : ${end});
          }
        });
      `)
    } else {
      pen.state('alarm')
      pen.create(['启动一次性定时器', 'Start a timer for the whole time'], `
        @alarm = this.time.delayedCall($start * 1000, () => {
          @left = 0;
          @dial.setText(${end});
          @dial.setColor('#ff5252');
        });
      `)
      pen.update(['用定时器的剩余时间刷新文字', 'Refresh the text from what the timer has left'], `
        if (@left > 0) {
          @left = Math.ceil(@alarm.getRemainingSeconds());
          @dial.setText(@left > 0 ? String(@left) : ${end});
        }
      `)
    }
    pen.signal('left', '@left')
  },
})

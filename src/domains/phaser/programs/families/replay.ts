import { defineFamily } from '../family.ts'
import { drawThing, hud, moveKeys } from '../pieces.ts'

/** Records where the keys lead a shape, then plays that back. */
export const replay = defineFamily({
  id: 'replay',
  suits: {
    tags: ['replay', 'record', 'playback'],
    words: /回放|\breplay|\bplays? back\b|\brecord/i,
    apis: ['Phaser.Input.Keyboard.KeyCodes', 'Phaser.GameObjects.Text'],
  },
  build(pen) {
    const key = pen.facts.trigger === 'wasd' ? 'R' : pen.facts.trigger === 'space' ? 'SPACE' : 'ENTER'
    pen.constant('recordTime', Math.round((pen.facts.seconds ?? 4) * 1000), ['记录时长（毫秒）', 'length of the recording in ms'])
    pen.constant('playbackRate', pen.pick([1, 2]), ['回放速度', 'frames played for each recorded one'])
    for (const name of ['actor', 'ghost']) pen.state(name)
    pen.state('track', '[]')
    pen.state('cursor', -1)
    pen.state('elapsed', 0)
    const label = `@cursor >= 0 ? '${pen.say('回放中', 'Replaying')}' : \`${pen.say('已记录', 'Recorded')} \${@track.length}\``
    pen.create(['绘制操作对象与回放影子', 'Draw the actor and its ghost'], `
      ${drawThing(pen, { name: 'actor', shape: pen.facts.shape ?? 'square', color: pen.color(), size: 40, x: pen.centreX, y: pen.centreY })}
      @ghost = this.add.circle(${pen.centreX}, ${pen.centreY}, 14, 0xffffff, 0.5).setVisible(false);
    `)
    moveKeys(pen, 'keys')
    hud(pen, 'notice', label)
    pen.create(['按键开始回放', 'Start the playback on the key'], `
      this.input.keyboard.addKey(Phaser.Input.Keyboard.KeyCodes.${key}).on('down', () => {
        if (@track.length === 0) return;
        @cursor = 0;
        @ghost.setVisible(true);
      });
    `)
    pen.helper('record', 'delta', ['移动并记录一帧', 'Moves and records one frame'], `
      const step = (${pen.facts.speed ?? 200} * delta) / 1000;
      if (@keys.left.isDown) @actor.x -= step;
      if (@keys.right.isDown) @actor.x += step;
      if (@keys.up.isDown) @actor.y -= step;
      if (@keys.down.isDown) @actor.y += step;
      @elapsed += delta;
      if (@elapsed <= $recordTime) @track.push({ x: @actor.x, y: @actor.y });
    `)
    pen.update(['记录，或按记录回放', 'Record, or play back what was recorded'], `
      if (@cursor < 0) {
        @record(delta);
      } else if (@cursor < @track.length) {
        const { x, y } = @track[@cursor];
        @ghost.setPosition(x, y);
        @cursor += $playbackRate;
      } else {
        @cursor = -1;
        @ghost.setVisible(false);
      }
      @notice.setText(${label});
    `)
    pen.signal('recorded', '@track.length')
    pen.signal('cursor', '@cursor')
  },
})

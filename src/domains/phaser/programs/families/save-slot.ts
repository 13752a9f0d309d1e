import { defineFamily } from '../family.ts'
import { drawThing, moveKeys } from '../pieces.ts'

/** Saves where the player is and what it has, and reads that back. */
export const saveSlot = defineFamily({
  id: 'save-slot',
  suits: {
    tags: ['save', 'load', 'storage'],
    words: /存档|\bsave(?:s|d)? (?:and|the|game)|\bsave slot/i,
    apis: ['Phaser.GameObjects.Text'],
  },
  build(pen) {
    const lasting = /localStorage|下次启动/i.test(pen.seed.task)
    const [save, load] = pen.pick([['S', 'L'], ['K', 'L'], ['Q', 'E']] as const)
    pen.state('player')
    pen.state('score', pen.facts.count ?? 0)
    pen.state('board')
    pen.create(['绘制玩家', 'Draw the player'], drawThing(pen, { name: 'player', shape: pen.facts.shape ?? 'square', color: pen.color(), size: 40, x: pen.centreX, y: pen.centreY }))
    const label = pen.label(['分数', 'Score'], '@score')
    pen.create(['显示分数', 'Show the score'], `
      @board = this.add.text(16, 16, ${label}, { fontSize: '20px', color: '#ffffff' });
    `)
    moveKeys(pen, 'keys')
    pen.helper('store', '', ['保存当前状态', 'Saves the state'], lasting
      ? `const slot = { x: @player.x, y: @player.y, score: @score };
        try {
          window.localStorage.setItem('demo-save', JSON.stringify(slot));
        } catch (error) {
          console.warn('not saved', error.message);
        }`
      : `this.registry.set('slot', { x: @player.x, y: @player.y, score: @score });`)
    pen.helper('restore', '', ['读取存档并恢复', 'Reads the save and restores it'], `
      ${lasting ? `let slot = null;
        try {
          slot = JSON.parse(window.localStorage.getItem('demo-save'));
        } catch (error) {
          console.warn('no save', error.message);
        }` : `const slot = this.registry.get('slot');`}
        if (!slot) return;
        @player.setPosition(slot.x, slot.y);
        @score = slot.score;
        @board.setText(${label});
    `)
    pen.create(['绑定保存与读取按键', 'Bind the keys'], `
      this.input.keyboard.on('keydown-${save}', () => @store());
      this.input.keyboard.on('keydown-${load}', () => @restore());
    `)
    pen.create(['点击得分', 'A click scores'], `
      this.input.on('pointerdown', () => {
        @score += 10;
        @board.setText(${label});
      });
    `)
    if (lasting) pen.create(['启动时恢复', 'Restore at the start'], '@restore();')
    pen.update(['移动玩家', 'Move the player'], `
      const step = (${pen.facts.speed ?? 180} * delta) / 1000;
      @player.x += ((@keys.right.isDown ? 1 : 0) - (@keys.left.isDown ? 1 : 0)) * step;
      @player.y += ((@keys.down.isDown ? 1 : 0) - (@keys.up.isDown ? 1 : 0)) * step;
    `)
    pen.signal('score', '@score')
  },
})

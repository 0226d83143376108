"""Block Kit and mrkdwn -> accessible HTML, and posted forms -> Slack's values.

Everything that is not Slack's own markup is escaped. Classes, for the style sheet of the pages:

- text: `sk-link`, `sk-mention` (`--me`, `--all`), `sk-emoji`, `sk-code`, `sk-pre`, `sk-quote`, `sk-date`, `sk-color`
- blocks: `sk-block` (`--<type>`), `sk-unsupported`, `sk-section` (`__body`, `__text`, `__fields`, `__field`,
  `__accessory`), `sk-header`, `sk-divider`, `sk-context` (`__text`, `__image`), `sk-actions`, `sk-image` (`__title`,
  `__picture`), `sk-thumbnail`, `sk-rich` (`__section`, `__list`, `__list--indent-0` to `-8`), `sk-markdown`,
  `sk-alert` (`--default`, `--info`, `--warning`, `--error`, `--success`), `sk-card` (`__hero_image`, `__icon`,
  `__title`, `__subtitle`, `__body`), `sk-video` (`__title`)
- tables: `sk-table-box` (scrolls), `sk-table` (`--data`, `__caption`, `__number`, `__cell--left`, `--center`,
  `--right`, `--wrapped`)
- charts: `sk-chart` (`__title`, `__drawing`, `__drawing--<type>`, `__legend`, `__key`, `__table`, `__axis`, `__word`,
  `__series--0` to `--11`: give these `fill`, `stroke` and `background`)
- fields: `sk-field` (`__label`, `__optional`, `__hint`, `__error`), `sk-text`, `sk-select`, `sk-external`
  (`__search`, `__picked`), `sk-choices`, `sk-choice`, `sk-option__description`
- buttons: `sk-button` (`--primary`, `--danger`), `sk-overflow` (`__open`, `__menu`, `__option`)

What the pages' script acts on:

- `data-dispatch` ("change", "enter", "character"): post the form, with `_action` set to the field's name
- `data-value` of the pressed button: post it as `_value`; `data-url`: open it as well
- `data-confirm-title`, `-text`, `-ok`, `-deny`, `-style`: ask first
- `data-suggest` (the field's name) with `data-min-query` and `data-multiple`: fetch options; put a hidden input of that
  name, holding the chosen option as JSON, beside the search field
- `data-max`: how many may be chosen; `data-page-size`: rows of a table shown at a time
"""

from bot.sandbox.render.blocks import render_blocks
from bot.sandbox.render.mrkdwn import render_plain, render_text
from bot.sandbox.render.reader import Reader, Values
from bot.sandbox.render.values import read_values

__all__ = ["Reader", "Values", "read_values", "render_blocks", "render_plain", "render_text"]

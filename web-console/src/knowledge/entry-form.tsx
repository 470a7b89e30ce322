import { AutoComplete, Form, type FormInstance, Input } from 'antd';
import type { EntryContent } from '../../../src/contract/knowledge.js';
import { RichText } from '../cards/rich-text.js';
import { text } from '../strings.js';
import { useCategories } from './entry-queries.js';
import { FollowUpPicker } from './follow-up-picker.js';
import { SimilarEditor } from './similar-editor.js';

interface EntryFormProps {
  form: FormInstance<EntryContent>;
  initial: EntryContent;
  entryId: string | undefined;
  disabled: boolean;
  onEdited: () => void;
}

const words = text.knowledge;
const required = { required: true, whitespace: true, message: text.failure.required };

/** The fields of an entry, with the answer as the shopper will see it. */
export function EntryForm({ form, initial, entryId, disabled, onEdited }: EntryFormProps) {
  const categories = useCategories();
  const question = Form.useWatch('question', form) ?? initial.question;
  const answer = Form.useWatch('answer', form) ?? initial.answer;
  const similar = Form.useWatch('similar', form) ?? initial.similar;
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={initial}
      disabled={disabled}
      onValuesChange={onEdited}
      className="entry-form"
    >
      <div className="entry-form-top">
        <Form.Item name="question" label={words.question} rules={[required, { max: 300 }]}>
          <Input placeholder={words.questionPlaceholder} maxLength={300} />
        </Form.Item>
        <Form.Item name="category" label={words.category} rules={[required, { max: 60 }]}>
          <AutoComplete
            placeholder={words.categoryPlaceholder}
            options={(categories.data?.categories ?? []).map(({ category }) => ({ value: category }))}
            showSearch={{ filterOption: (typed, option) => option?.value.includes(typed) ?? false }}
          />
        </Form.Item>
      </div>
      <Form.Item
        name="similar"
        label={
          <>
            {words.similar} <span className="faint label-count">{words.similarCount(similar.length)}</span>
          </>
        }
        tooltip={words.similarHint}
      >
        <SimilarEditor question={question} disabled={disabled} />
      </Form.Item>
      <div className="entry-answer">
        <Form.Item name="answer" label={words.answer} rules={[required, { max: 4000 }]}>
          <Input.TextArea autoSize={{ minRows: 7, maxRows: 18 }} placeholder={words.answerPlaceholder} />
        </Form.Item>
        <div className="entry-preview">
          <div className="preview-label">{words.preview}</div>
          <div className="preview-phone">
            {question.trim() === '' ? null : <div className="preview-shopper">{question}</div>}
            <div className={answer.trim() === '' ? 'preview-bot preview-none' : 'preview-bot'}>
              {answer.trim() === '' ? words.previewEmpty : <RichText words={answer.trim()} />}
            </div>
            {question.trim() === '' || answer.trim() === '' ? null : (
              <div className="preview-source">{text.thread.source(question)}</div>
            )}
          </div>
        </div>
      </div>
      <Form.Item name="followUps" label={words.followUps} tooltip={words.followUpsHint}>
        <FollowUpPicker exclude={entryId} disabled={disabled} />
      </Form.Item>
    </Form>
  );
}

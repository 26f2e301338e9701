<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_TW" sourcelanguage="en">
 <context>
  <name>AuditDesk</name>
  <message>
   <source> (other words)</source>
   <translation>（文字已修正）</translation>
  </message>
  <message>
   <source> + </source>
   <translation>＋</translation>
  </message>
  <message>
   <source> and </source>
   <translation>且</translation>
  </message>
  <message>
   <source> or </source>
   <translation>或</translation>
  </message>
  <message>
   <source>(corrects {number})</source>
   <translation>（更正 {number}）</translation>
  </message>
  <message>
   <source>, </source>
   <translation>，</translation>
  </message>
  <message>
   <source>, looked after by {initial}</source>
   <translation>，由{initial}負責</translation>
  </message>
  <message>
   <source>, {count} deficient</source>
   <translation>，不符 {count}</translation>
  </message>
  <message>
   <source>, {count} not: {reason}</source>
   <translation>，{count} 則未處理：{reason}</translation>
  </message>
  <message>
   <source>-{days}</source>
   <translation>-{days}</translation>
  </message>
  <message>
   <source>. </source>
   <translation>。</translation>
  </message>
  <message>
   <source>1: {pattern}?</source>
   <translation>1：{pattern}？</translation>
  </message>
  <message>
   <source>2019-12-31 or 108/12/31</source>
   <translation>108/12/31 或 2019-12-31</translation>
  </message>
  <message>
   <source>30 days</source>
   <translation>30 天內</translation>
  </message>
  <message>
   <source>31–60</source>
   <translation>31–60</translation>
  </message>
  <message>
   <source>3–5 days</source>
   <translation>3–5 天</translation>
  </message>
  <message>
   <source>61–90</source>
   <translation>61–90</translation>
  </message>
  <message>
   <source>6–10 days</source>
   <translation>6–10 天</translation>
  </message>
  <message>
   <source>; </source>
   <translation>；</translation>
  </message>
  <message>
   <source>A Word form holds the look of the letter. Save a copy, edit it in Word, and take it in again as a new version.</source>
   <translation>Word 版型決定公文的外觀。請另存一份，以 Word 編輯後，再匯入為新版本。</translation>
  </message>
  <message>
   <source>A Word form is drawn by Word. Fill it with sample data to see it.</source>
   <translation>Word 版型須由 Word 顯示。請以範例資料試填後查看。</translation>
  </message>
  <message>
   <source>A Word form to begin with ...</source>
   <translation>取得起始版型…</translation>
  </message>
  <message>
   <source>A bulletin, but not byte for byte one that was written here.</source>
   <translation>屬公告登錄資料之格式，但與本辦公室輸出者不完全相同。</translation>
  </message>
  <message>
   <source>A correcting letter is due</source>
   <translation>須補發更正函</translation>
  </message>
  <message>
   <source>A draft proposes dates and teams; a copy or an empty plan is filled in by hand.</source>
   <translation>試排會提出日期與查核員；複製或空白的計畫由人填入。</translation>
  </message>
  <message>
   <source>A file saved elsewhere is plain text that anybody can read: choose a safe place and delete it afterwards.</source>
   <translation>另存的檔案是未加密的純文字，任何人都讀得到；請放在安全的位置，用完後刪除。</translation>
  </message>
  <message>
   <source>A firm exempt from an item, or checked for one besides, stands here for good.</source>
   <translation>豁免某項或加查某項的證券商，永久列示於此。</translation>
  </message>
  <message>
   <source>A list of hashes, but not byte for byte one that was written here.</source>
   <translation>屬雜湊清單之格式，但與本辦公室輸出者不完全相同。</translation>
  </message>
  <message>
   <source>A login is needed.</source>
   <translation>請輸入登入帳號。</translation>
  </message>
  <message>
   <source>A new batch</source>
   <translation>新的一批</translation>
  </message>
  <message>
   <source>A new version begins as a copy of it; somebody else approves it.</source>
   <translation>新版本由此複製而來，並須由他人核定。</translation>
  </message>
  <message>
   <source>A new version begins; the one that is published stays as it is. The reason is printed in it.</source>
   <translation>將開始新版本；已公告之版本保留不動。更正理由會印在新版本中。</translation>
  </message>
  <message>
   <source>A notice is entered here when it is locked.</source>
   <translation>公告鎖定後會登錄於此。</translation>
  </message>
  <message>
   <source>A number of persons.</source>
   <translation>人數。</translation>
  </message>
  <message>
   <source>A paragraph a line.</source>
   <translation>一行一段。</translation>
  </message>
  <message>
   <source>A reason is needed; the reviewer reads it</source>
   <translation>須寫理由，覆核人會看到</translation>
  </message>
  <message>
   <source>A redacted copy goes into papers.</source>
   <translation>對外文件使用已遮蔽的複本。</translation>
  </message>
  <message>
   <source>A reply is recorded for one letter that was sent.</source>
   <translation>函復須逐件登錄，且該件須已寄發。</translation>
  </message>
  <message>
   <source>A visit is opened from a firm: its rules, scope and facts are then frozen for that day.</source>
   <translation>查核由證券商開啟：當日的規則、範圍與基本資料隨即固定。</translation>
  </message>
  <message>
   <source>A workspace is a folder with one encrypted database. It can be moved later and is not tied to this computer.</source>
   <translation>工作區是一個資料夾，內有一個加密的資料庫。之後可以搬移，不會綁定這台電腦。</translation>
  </message>
  <message>
   <source>About 60 invented firms and a year of findings.</source>
   <translation>約 60 家虛構證券商與一個年度的缺失。</translation>
  </message>
  <message>
   <source>Accept the finding</source>
   <translation>核可缺失</translation>
  </message>
  <message>
   <source>Accept, next</source>
   <translation>核可，下一則</translation>
  </message>
  <message>
   <source>Accepted</source>
   <translation>已核可</translation>
  </message>
  <message>
   <source>Accepted findings of a year are compiled here.</source>
   <translation>年度內已核可的缺失會在這裡彙整成公告。</translation>
  </message>
  <message>
   <source>Accepted findings of the year are compiled here.</source>
   <translation>該年度已核可的缺失會在此彙整。</translation>
  </message>
  <message>
   <source>Act</source>
   <translation>動作</translation>
  </message>
  <message>
   <source>Action asked for</source>
   <translation>辦法</translation>
  </message>
  <message>
   <source>Active</source>
   <translation>使用中</translation>
  </message>
  <message>
   <source>Activity</source>
   <translation>活動</translation>
  </message>
  <message>
   <source>Add</source>
   <translation>新增</translation>
  </message>
  <message>
   <source>Add a band</source>
   <translation>加入級距</translation>
  </message>
  <message>
   <source>Add a condition</source>
   <translation>加入條件</translation>
  </message>
  <message>
   <source>Add a contact</source>
   <translation>新增聯絡人</translation>
  </message>
  <message>
   <source>Add a contact of {firm}</source>
   <translation>新增 {firm} 的聯絡人</translation>
  </message>
  <message>
   <source>Add a person</source>
   <translation>新增人員</translation>
  </message>
  <message>
   <source>Add address</source>
   <translation>補地址</translation>
  </message>
  <message>
   <source>Add evidence</source>
   <translation>加入證物</translation>
  </message>
  <message>
   <source>Add files</source>
   <translation>加入檔案</translation>
  </message>
  <message>
   <source>Add files ...</source>
   <translation>加入檔案…</translation>
  </message>
  <message>
   <source>Added</source>
   <translation>新增</translation>
  </message>
  <message>
   <source>Address</source>
   <translation>地址</translation>
  </message>
  <message>
   <source>Address labels of the batch ...</source>
   <translation>本批地址標籤…</translation>
  </message>
  <message>
   <source>Address labels {batch}</source>
   <translation>地址標籤 {batch}</translation>
  </message>
  <message>
   <source>Addressee</source>
   <translation>受文者</translation>
  </message>
  <message>
   <source>Addresses of the batch ...</source>
   <translation>本批地址清單…</translation>
  </message>
  <message>
   <source>Addresses {batch}</source>
   <translation>地址清單 {batch}</translation>
  </message>
  <message>
   <source>Adjust...</source>
   <translation>調整…</translation>
  </message>
  <message>
   <source>Advanced search</source>
   <translation>進階查詢</translation>
  </message>
  <message>
   <source>After</source>
   <translation>變更後</translation>
  </message>
  <message>
   <source>After letter</source>
   <translation>前函字號</translation>
  </message>
  <message>
   <source>Against last year</source>
   <translation>與去年比較</translation>
  </message>
  <message>
   <source>Against the returned</source>
   <translation>與退回時比較</translation>
  </message>
  <message>
   <source>Against what you saw</source>
   <translation>與您所見比較</translation>
  </message>
  <message>
   <source>Age of open findings</source>
   <translation>未結缺失時齡</translation>
  </message>
  <message>
   <source>Age of the review queue</source>
   <translation>覆核佇列時齡</translation>
  </message>
  <message>
   <source>All</source>
   <translation>全部</translation>
  </message>
  <message>
   <source>All acts</source>
   <translation>所有動作</translation>
  </message>
  <message>
   <source>All central</source>
   <translation>整則採中央版</translation>
  </message>
  <message>
   <source>All differences</source>
   <translation>全部差異</translation>
  </message>
  <message>
   <source>All fields</source>
   <translation>全部欄位</translation>
  </message>
  <message>
   <source>All files (*)</source>
   <translation>所有檔案 (*)</translation>
  </message>
  <message>
   <source>All keys</source>
   <translation>全部按鍵</translation>
  </message>
  <message>
   <source>All laptop</source>
   <translation>整則採攜回版</translation>
  </message>
  <message>
   <source>All letters</source>
   <translation>全部公文</translation>
  </message>
  <message>
   <source>All objects</source>
   <translation>所有對象</translation>
  </message>
  <message>
   <source>All of them are under a legal hold.</source>
   <translation>全部在保留凍結中。</translation>
  </message>
  <message>
   <source>All people</source>
   <translation>所有人員</translation>
  </message>
  <message>
   <source>All {count}</source>
   <translation>全部 {count}</translation>
  </message>
  <message>
   <source>Amount (NT$)</source>
   <translation>金額（新臺幣元）</translation>
  </message>
  <message>
   <source>Amount of condition {number}</source>
   <translation>條件 {number} 的金額</translation>
  </message>
  <message>
   <source>An unexpected error; nothing was kept</source>
   <translation>發生未預期的錯誤，未保留任何內容</translation>
  </message>
  <message>
   <source>Annual plan</source>
   <translation>年度計畫</translation>
  </message>
  <message>
   <source>Another disk keeps them when this one fails.</source>
   <translation>放在另一個磁碟，這個磁碟損壞時備份仍在。</translation>
  </message>
  <message>
   <source>Another folder...</source>
   <translation>其他資料夾…</translation>
  </message>
  <message>
   <source>Answer</source>
   <translation>回應</translation>
  </message>
  <message>
   <source>Answer to “{words}”</source>
   <translation>回應「{words}」</translation>
  </message>
  <message>
   <source>Answered</source>
   <translation>已函復</translation>
  </message>
  <message>
   <source>Answered, with us</source>
   <translation>已覆待審</translation>
  </message>
  <message>
   <source>Answers to letters</source>
   <translation>函文回覆</translation>
  </message>
  <message>
   <source>Answers, notes, the facts of findings and their evidence are removed for good, in the journal too.</source>
   <translation>答覆、備註、缺失內容與證物會永久移除，稽核軌跡裡的內文也一併移除。</translation>
  </message>
  <message>
   <source>Any time</source>
   <translation>不限期間</translation>
  </message>
  <message>
   <source>Appearance</source>
   <translation>外觀</translation>
  </message>
  <message>
   <source>Apply</source>
   <translation>套用</translation>
  </message>
  <message>
   <source>Apply {file}</source>
   <translation>套用 {file}</translation>
  </message>
  <message>
   <source>Apply {file} to the register?</source>
   <translation>將 {file} 套用到名冊？</translation>
  </message>
  <message>
   <source>Applying the list …</source>
   <translation>套用名冊中…</translation>
  </message>
  <message>
   <source>Approve</source>
   <translation>核可</translation>
  </message>
  <message>
   <source>Approve ...</source>
   <translation>核定…</translation>
  </message>
  <message>
   <source>Approve the letters</source>
   <translation>核定公文</translation>
  </message>
  <message>
   <source>Approve the notice</source>
   <translation>核定公告</translation>
  </message>
  <message>
   <source>Approve the plan of {year}</source>
   <translation>核定 {year} 年度計畫</translation>
  </message>
  <message>
   <source>Approve {batch}</source>
   <translation>核定 {batch}</translation>
  </message>
  <message>
   <source>Approve...</source>
   <translation>核定…</translation>
  </message>
  <message>
   <source>Approved</source>
   <translation>核可</translation>
  </message>
  <message>
   <source>Approved {day}</source>
   <translation>已核定 {day}</translation>
  </message>
  <message>
   <source>Approver</source>
   <translation>核定人</translation>
  </message>
  <message>
   <source>Apr</source>
   <translation>4月</translation>
  </message>
  <message>
   <source>Arrow</source>
   <translation>箭頭</translation>
  </message>
  <message>
   <source>Article</source>
   <translation>條文</translation>
  </message>
  <message>
   <source>As it left: {content}</source>
   <translation>攜出時的內容：{content}</translation>
  </message>
  <message>
   <source>As the system</source>
   <translation>跟隨系統</translation>
  </message>
  <message>
   <source>As written</source>
   <translation>原文</translation>
  </message>
  <message>
   <source>As you call it, for example Lin's laptop</source>
   <translation>您對它的稱呼，例如林示範的筆電</translation>
  </message>
  <message>
   <source>Ask about a decided conflict again</source>
   <translation>重新決定已處理的衝突</translation>
  </message>
  <message>
   <source>Ask again</source>
   <translation>重新決定</translation>
  </message>
  <message>
   <source>Ask for more time</source>
   <translation>登錄展期申請</translation>
  </message>
  <message>
   <source>Asked on</source>
   <translation>申請日</translation>
  </message>
  <message>
   <source>Assign</source>
   <translation>指派</translation>
  </message>
  <message>
   <source>Assign inspectors</source>
   <translation>指派查核員</translation>
  </message>
  <message>
   <source>Assigned operating funds NT${exact}</source>
   <translation>指撥營運資金 {exact} 元</translation>
  </message>
  <message>
   <source>Assigned operating funds {amount}: no tier follows from them</source>
   <translation>指撥營運資金 {amount}，不據以認定級距</translation>
  </message>
  <message>
   <source>At least {minimum} characters; several words are easiest to remember.</source>
   <translation>至少 {minimum} 個字元；用幾個詞組成最好記。</translation>
  </message>
  <message>
   <source>At the first sign-in of a day, and before an upgrade or a merge. Older ones are thinned by age.</source>
   <translation>每天第一次登入時、升級與合併之前自動備份；較舊的依時間留存。</translation>
  </message>
  <message>
   <source>Attach</source>
   <translation>附上</translation>
  </message>
  <message>
   <source>Attach files</source>
   <translation>附上檔案</translation>
  </message>
  <message>
   <source>Attach the newest photo</source>
   <translation>附上最新照片</translation>
  </message>
  <message>
   <source>Attachments</source>
   <translation>附件</translation>
  </message>
  <message>
   <source>Audit</source>
   <translation>查核</translation>
  </message>
  <message>
   <source>Audit scope</source>
   <translation>查核範圍</translation>
  </message>
  <message>
   <source>Audit scope by capital</source>
   <translation>查核範圍分級表</translation>
  </message>
  <message>
   <source>Audit trail</source>
   <translation>稽核軌跡</translation>
  </message>
  <message>
   <source>Audit year</source>
   <translation>查核年度</translation>
  </message>
  <message>
   <source>Audit year (Gregorian)</source>
   <translation>查核年度（西元）</translation>
  </message>
  <message>
   <source>AuditDesk had not ended properly. You are back where you were; at most the last second of typing is missing.</source>
   <translation>上次未正常結束，已回到原處；最多少了最後一秒的輸入</translation>
  </message>
  <message>
   <source>Audits</source>
   <translation>查核</translation>
  </message>
  <message>
   <source>Audits held on this computer</source>
   <translation>本機持有的查核</translation>
  </message>
  <message>
   <source>Audits under way</source>
   <translation>進行中的查核</translation>
  </message>
  <message>
   <source>Aug</source>
   <translation>8月</translation>
  </message>
  <message>
   <source>Author</source>
   <translation>撰寫</translation>
  </message>
  <message>
   <source>Authority</source>
   <translation>機關</translation>
  </message>
  <message>
   <source>Authority, firm, heading, pattern and severity stay, so that the yearly picture still adds up.</source>
   <translation>機關、證券商、類別、態樣與嚴重度保留，年度統計不變。</translation>
  </message>
  <message>
   <source>Away</source>
   <translation>不在</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>上一步</translation>
  </message>
  <message>
   <source>Back to the list</source>
   <translation>回清單</translation>
  </message>
  <message>
   <source>Back up</source>
   <translation>備份</translation>
  </message>
  <message>
   <source>Back up now</source>
   <translation>立即備份</translation>
  </message>
  <message>
   <source>Backup and restore</source>
   <translation>備份與還原</translation>
  </message>
  <message>
   <source>Backup folder</source>
   <translation>備份資料夾</translation>
  </message>
  <message>
   <source>Backups</source>
   <translation>備份</translation>
  </message>
  <message>
   <source>Band {number} below</source>
   <translation>級距 {number} 上限</translation>
  </message>
  <message>
   <source>Band {number} from</source>
   <translation>級距 {number} 下限</translation>
  </message>
  <message>
   <source>Band {number}: {what}</source>
   <translation>級距 {number}：{what}</translation>
  </message>
  <message>
   <source>Basis</source>
   <translation>依據</translation>
  </message>
  <message>
   <source>Basis {code}</source>
   <translation>依據 {code}</translation>
  </message>
  <message>
   <source>Batch</source>
   <translation>批次</translation>
  </message>
  <message>
   <source>Batches</source>
   <translation>批次</translation>
  </message>
  <message>
   <source>Batches come here once they are written.</source>
   <translation>公文產生後，批次會出現在這裡。</translation>
  </message>
  <message>
   <source>Before</source>
   <translation>變更前</translation>
  </message>
  <message>
   <source>Before the letters are written</source>
   <translation>產生前檢查</translation>
  </message>
  <message>
   <source>Begin the correction</source>
   <translation>開始更正</translation>
  </message>
  <message>
   <source>Begin the draft</source>
   <translation>建立草案</translation>
  </message>
  <message>
   <source>Begin to compile</source>
   <translation>開始彙整</translation>
  </message>
  <message>
   <source>Begin with this view</source>
   <translation>設為預設檢視</translation>
  </message>
  <message>
   <source>Being written...</source>
   <translation>產生中…</translation>
  </message>
  <message>
   <source>Belongs to</source>
   <translation>歸到項目</translation>
  </message>
  <message>
   <source>Beside it, as locked:</source>
   <translation>同資料夾內，與鎖定時相同：</translation>
  </message>
  <message>
   <source>Beside it, with other content than was locked:</source>
   <translation>同資料夾內，內容與鎖定時不同：</translation>
  </message>
  <message>
   <source>Binds</source>
   <translation>適用對象</translation>
  </message>
  <message>
   <source>Blocked: no letter, no number</source>
   <translation>擋下（不產生、不取號）</translation>
  </message>
  <message>
   <source>Blocks</source>
   <translation>擋下</translation>
  </message>
  <message>
   <source>Both changed the same words: please mend it by hand</source>
   <translation>兩邊改到相同文字，請自行修改</translation>
  </message>
  <message>
   <source>Both versions stay in the audit trail</source>
   <translation>採用與捨棄的內容都留在稽核軌跡，可還原</translation>
  </message>
  <message>
   <source>Box</source>
   <translation>方框</translation>
  </message>
  <message>
   <source>Branch changed</source>
   <translation>分公司變更</translation>
  </message>
  <message>
   <source>Branches of the firm</source>
   <translation>證券商的分公司</translation>
  </message>
  <message>
   <source>Branches of {firm}</source>
   <translation>{firm}的分公司</translation>
  </message>
  <message>
   <source>Broken at line {number}</source>
   <translation>中斷於第 {number} 筆</translation>
  </message>
  <message>
   <source>By band</source>
   <translation>各級距家數</translation>
  </message>
  <message>
   <source>By this firm's capital and business on the reference date no item of {code} applies.</source>
   <translation>依基準日的資本額與業務，{code} 沒有適用的項目。</translation>
  </message>
  <message>
   <source>Called elsewhere</source>
   <translation>其他機關的分類</translation>
  </message>
  <message>
   <source>Came home</source>
   <translation>攜回</translation>
  </message>
  <message>
   <source>Can be written</source>
   <translation>可產生</translation>
  </message>
  <message>
   <source>Can't be read</source>
   <translation>無法讀取</translation>
  </message>
  <message>
   <source>Can't save</source>
   <translation>無法儲存</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>取消</translation>
  </message>
  <message>
   <source>Cancel and undo</source>
   <translation>取消並還原</translation>
  </message>
  <message>
   <source>Cancel and undo, then close</source>
   <translation>取消並還原後關閉</translation>
  </message>
  <message>
   <source>Cancel it and close</source>
   <translation>取消並關閉</translation>
  </message>
  <message>
   <source>Cancel {job}</source>
   <translation>取消「{job}」</translation>
  </message>
  <message>
   <source>Cancelled; nothing was kept</source>
   <translation>已取消，未保留任何內容</translation>
  </message>
  <message>
   <source>Cancelling takes back what the unfinished job has made. What was finished stays.</source>
   <translation>取消會還原未完成工作所做的內容；已完成的都會保留。</translation>
  </message>
  <message>
   <source>Capital</source>
   <translation>資本額</translation>
  </message>
  <message>
   <source>Capital since</source>
   <translation>資本額起算日</translation>
  </message>
  <message>
   <source>Capital tier</source>
   <translation>資本額級距</translation>
  </message>
  <message>
   <source>Capital unknown</source>
   <translation>資本額不明</translation>
  </message>
  <message>
   <source>Caps Lock seems to be on.</source>
   <translation>大寫鎖定（Caps Lock）似乎開著。</translation>
  </message>
  <message>
   <source>Category</source>
   <translation>類別</translation>
  </message>
  <message>
   <source>Central version</source>
   <translation>中央版</translation>
  </message>
  <message>
   <source>Certainty</source>
   <translation>掌握程度</translation>
  </message>
  <message>
   <source>Certificate (PKCS#12 file)</source>
   <translation>憑證檔（PKCS#12）</translation>
  </message>
  <message>
   <source>Certificate of the office</source>
   <translation>本單位憑證</translation>
  </message>
  <message>
   <source>Certificates</source>
   <translation>憑證</translation>
  </message>
  <message>
   <source>Change</source>
   <translation>異動</translation>
  </message>
  <message>
   <source>Change folder</source>
   <translation>變更資料夾</translation>
  </message>
  <message>
   <source>Change log</source>
   <translation>變更紀錄</translation>
  </message>
  <message>
   <source>Change my passphrase</source>
   <translation>變更我的密碼</translation>
  </message>
  <message>
   <source>Change particulars</source>
   <translation>變更基本資料</translation>
  </message>
  <message>
   <source>Change roles</source>
   <translation>變更角色</translation>
  </message>
  <message>
   <source>Change severity</source>
   <translation>調整嚴重度</translation>
  </message>
  <message>
   <source>Change the data key</source>
   <translation>更換資料金鑰</translation>
  </message>
  <message>
   <source>Change the day</source>
   <translation>改日期</translation>
  </message>
  <message>
   <source>Change the key</source>
   <translation>更換金鑰</translation>
  </message>
  <message>
   <source>Change the passphrase</source>
   <translation>變更密碼</translation>
  </message>
  <message>
   <source>Change the pattern</source>
   <translation>換一個缺失態樣</translation>
  </message>
  <message>
   <source>Change the severity</source>
   <translation>調整嚴重度</translation>
  </message>
  <message>
   <source>Change what is asked for</source>
   <translation>變更條件</translation>
  </message>
  <message>
   <source>Change...</source>
   <translation>變更…</translation>
  </message>
  <message>
   <source>Changed</source>
   <translation>變更</translation>
  </message>
  <message>
   <source>Changed after approval</source>
   <translation>核定後異動</translation>
  </message>
  <message>
   <source>Changed or not whole</source>
   <translation>已變更或不完整</translation>
  </message>
  <message>
   <source>Check a package in</source>
   <translation>攜回</translation>
  </message>
  <message>
   <source>Check again</source>
   <translation>重新檢查</translation>
  </message>
  <message>
   <source>Check an audit out to work on it where there is no network.</source>
   <translation>要到沒有網路的地方作業，請先攜出查核。</translation>
  </message>
  <message>
   <source>Check audits out</source>
   <translation>攜出</translation>
  </message>
  <message>
   <source>Check in</source>
   <translation>攜回</translation>
  </message>
  <message>
   <source>Check items</source>
   <translation>查核項目</translation>
  </message>
  <message>
   <source>Check of the chain</source>
   <translation>軌跡檢查</translation>
  </message>
  <message>
   <source>Check out</source>
   <translation>攜出</translation>
  </message>
  <message>
   <source>Check out {size}, with earlier evidence: {taken}</source>
   <translation>攜出 {size}，含去年證物 {taken}</translation>
  </message>
  <message>
   <source>Check the chain again</source>
   <translation>重新檢查軌跡</translation>
  </message>
  <message>
   <source>Check-out and check-in</source>
   <translation>攜出與攜回</translation>
  </message>
  <message>
   <source>Checked in at</source>
   <translation>攜回時間</translation>
  </message>
  <message>
   <source>Checked on</source>
   <translation>複查日</translation>
  </message>
  <message>
   <source>Checked out</source>
   <translation>已攜出</translation>
  </message>
  <message>
   <source>Checked out at</source>
   <translation>攜出時間</translation>
  </message>
  <message>
   <source>Checked out: {holders}</source>
   <translation>已攜出：{holders}</translation>
  </message>
  <message>
   <source>Checking the chain...</source>
   <translation>正在檢查軌跡…</translation>
  </message>
  <message>
   <source>Checking the chain: {done} of {total} lines</source>
   <translation>正在檢查軌跡：{done}／{total} 筆</translation>
  </message>
  <message>
   <source>Checklist to take along ...</source>
   <translation>列印用查核表…</translation>
  </message>
  <message>
   <source>Checklist {visit}</source>
   <translation>查核表 {visit}</translation>
  </message>
  <message>
   <source>Chinese</source>
   <translation>中文</translation>
  </message>
  <message>
   <source>Choose ...</source>
   <translation>選擇…</translation>
  </message>
  <message>
   <source>Choose a backup in the list first.</source>
   <translation>請先在清單選一份備份。</translation>
  </message>
  <message>
   <source>Choose a batch that is approved.</source>
   <translation>請選擇已核定的批次。</translation>
  </message>
  <message>
   <source>Choose a batch that is written.</source>
   <translation>請先選取已產生的批次。</translation>
  </message>
  <message>
   <source>Choose a contact first.</source>
   <translation>請先選擇聯絡人。</translation>
  </message>
  <message>
   <source>Choose a file first.</source>
   <translation>請先選一件證物。</translation>
  </message>
  <message>
   <source>Choose a finding first.</source>
   <translation>請先選一則缺失。</translation>
  </message>
  <message>
   <source>Choose a finding to see its evidence.</source>
   <translation>選一則缺失以檢視證物。</translation>
  </message>
  <message>
   <source>Choose a firm</source>
   <translation>請選擇證券商</translation>
  </message>
  <message>
   <source>Choose a firm and a day to see its scope under this edition.</source>
   <translation>選擇證券商與日期，即可試算本版本下的查核範圍。</translation>
  </message>
  <message>
   <source>Choose a letter first.</source>
   <translation>請先選取公文。</translation>
  </message>
  <message>
   <source>Choose a letter to see it</source>
   <translation>選取一件公文即可預覽</translation>
  </message>
  <message>
   <source>Choose a measure first.</source>
   <translation>請先選擇一筆處置。</translation>
  </message>
  <message>
   <source>Choose a package in the list first.</source>
   <translation>請先在清單選擇查核包。</translation>
  </message>
  <message>
   <source>Choose a passphrase</source>
   <translation>設定保護密碼</translation>
  </message>
  <message>
   <source>Choose a pattern first.</source>
   <translation>請先選擇態樣。</translation>
  </message>
  <message>
   <source>Choose a person in the list first.</source>
   <translation>請先在清單中選擇一個人。</translation>
  </message>
  <message>
   <source>Choose a side of {field} first</source>
   <translation>請先選擇「{field}」的版本</translation>
  </message>
  <message>
   <source>Choose a view of your own first.</source>
   <translation>請先選擇自己的檢視。</translation>
  </message>
  <message>
   <source>Choose a visit in the list first.</source>
   <translation>請先在清單選一次查核。</translation>
  </message>
  <message>
   <source>Choose again</source>
   <translation>重新選擇</translation>
  </message>
  <message>
   <source>Choose an edition first.</source>
   <translation>請先選擇規則版本。</translation>
  </message>
  <message>
   <source>Choose an item first.</source>
   <translation>請先選擇項目。</translation>
  </message>
  <message>
   <source>Choose at least one format and one language</source>
   <translation>請至少選一種格式與一種語言</translation>
  </message>
  <message>
   <source>Choose at least one format.</source>
   <translation>請至少選一種格式。</translation>
  </message>
  <message>
   <source>Choose columns</source>
   <translation>選擇欄位</translation>
  </message>
  <message>
   <source>Choose for each field the column it is in. The choice is remembered for files with the same headings.</source>
   <translation>請為每個欄位選擇檔案中的對應欄。下次匯入欄名相同的檔案時會自動套用。</translation>
  </message>
  <message>
   <source>Choose how it shall look. All of it can be changed later.</source>
   <translation>先選擇語言與外觀，之後都可以更改。</translation>
  </message>
  <message>
   <source>Choose one in the list to see tier, staffing and scope.</source>
   <translation>在清單中選一家，查看級距、人力與範圍。</translation>
  </message>
  <message>
   <source>Choose the certificate and give its password</source>
   <translation>請選擇憑證並輸入密碼</translation>
  </message>
  <message>
   <source>Choose the folder</source>
   <translation>選擇資料夾</translation>
  </message>
  <message>
   <source>Choose the one where photos and screenshots arrive.</source>
   <translation>請選擇照片與截圖會傳到的資料夾。</translation>
  </message>
  <message>
   <source>Choose the package first</source>
   <translation>請先選擇查核包</translation>
  </message>
  <message>
   <source>Choose the package that the inspector handed in.</source>
   <translation>請選擇查核員繳回的查核包。</translation>
  </message>
  <message>
   <source>Choose the pattern</source>
   <translation>選擇缺失態樣</translation>
  </message>
  <message>
   <source>Chosen ones</source>
   <translation>樣本</translation>
  </message>
  <message>
   <source>Clashes</source>
   <translation>衝突</translation>
  </message>
  <message>
   <source>Class</source>
   <translation>類別</translation>
  </message>
  <message>
   <source>Clear filter</source>
   <translation>清除篩選</translation>
  </message>
  <message>
   <source>Clear finished</source>
   <translation>清除已結束</translation>
  </message>
  <message>
   <source>Clear the filter</source>
   <translation>清除篩選</translation>
  </message>
  <message>
   <source>Clear the judgement of this item</source>
   <translation>清除本項判定</translation>
  </message>
  <message>
   <source>Clipboard {time}.png</source>
   <translation>剪貼簿 {time}.png</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>關閉</translation>
  </message>
  <message>
   <source>Close ...</source>
   <translation>結案…</translation>
  </message>
  <message>
   <source>Close and lose it</source>
   <translation>關閉並放棄</translation>
  </message>
  <message>
   <source>Close the finding</source>
   <translation>結案</translation>
  </message>
  <message>
   <source>Close the tip</source>
   <translation>檢舉結案</translation>
  </message>
  <message>
   <source>Close tip</source>
   <translation>結案</translation>
  </message>
  <message>
   <source>Close when it is done</source>
   <translation>等它完成再關閉</translation>
  </message>
  <message>
   <source>Close {number}</source>
   <translation>{number} 結案</translation>
  </message>
  <message>
   <source>Closed</source>
   <translation>已結案</translation>
  </message>
  <message>
   <source>Code</source>
   <translation>代號</translation>
  </message>
  <message>
   <source>Code scheme</source>
   <translation>代碼體系</translation>
  </message>
  <message>
   <source>Column</source>
   <translation>欄位</translation>
  </message>
  <message>
   <source>Column for {field}</source>
   <translation>「{field}」的對應欄</translation>
  </message>
  <message>
   <source>Column of the file</source>
   <translation>檔案中的欄</translation>
  </message>
  <message>
   <source>Column titles</source>
   <translation>欄位標題</translation>
  </message>
  <message>
   <source>Columns</source>
   <translation>欄位</translation>
  </message>
  <message>
   <source>Columns that are not imported: {columns}</source>
   <translation>不匯入的欄：{columns}</translation>
  </message>
  <message>
   <source>Comfortable</source>
   <translation>寬鬆</translation>
  </message>
  <message>
   <source>Commands</source>
   <translation>指令</translation>
  </message>
  <message>
   <source>Comment</source>
   <translation>意見</translation>
  </message>
  <message>
   <source>Comment on the finding</source>
   <translation>對缺失寫意見</translation>
  </message>
  <message>
   <source>Comments</source>
   <translation>意見</translation>
  </message>
  <message>
   <source>Compact</source>
   <translation>緊密</translation>
  </message>
  <message>
   <source>Compare</source>
   <translation>比較</translation>
  </message>
  <message>
   <source>Compare the two</source>
   <translation>比較兩版</translation>
  </message>
  <message>
   <source>Compare with what supersedes it</source>
   <translation>與取代它的版本比較</translation>
  </message>
  <message>
   <source>Comparison</source>
   <translation>比較</translation>
  </message>
  <message>
   <source>Comparison with last year</source>
   <translation>與去年比較</translation>
  </message>
  <message>
   <source>Compile again</source>
   <translation>重新彙整</translation>
  </message>
  <message>
   <source>Compiled on</source>
   <translation>彙整日</translation>
  </message>
  <message>
   <source>Complied with ...</source>
   <translation>登錄已遵行…</translation>
  </message>
  <message>
   <source>Complied with on</source>
   <translation>遵行日</translation>
  </message>
  <message>
   <source>Computer</source>
   <translation>電腦</translation>
  </message>
  <message>
   <source>Condition as a rule file writes it</source>
   <translation>規則檔寫法之條件</translation>
  </message>
  <message>
   <source>Condition {number}</source>
   <translation>條件 {number}</translation>
  </message>
  <message>
   <source>Confirm the conflict, next</source>
   <translation>確認衝突，下一處</translation>
  </message>
  <message>
   <source>Confirm, next</source>
   <translation>確認，下一處</translation>
  </message>
  <message>
   <source>Conflict before</source>
   <translation>上一處衝突</translation>
  </message>
  <message>
   <source>Conflicts</source>
   <translation>合併衝突</translation>
  </message>
  <message>
   <source>Contact</source>
   <translation>聯絡人</translation>
  </message>
  <message>
   <source>Contact of the reporter</source>
   <translation>檢舉人聯絡方式</translation>
  </message>
  <message>
   <source>Contacts ...</source>
   <translation>聯絡人…</translation>
  </message>
  <message>
   <source>Contacts of {code} {name}</source>
   <translation>聯絡人：{code} {name}</translation>
  </message>
  <message>
   <source>Context</source>
   <translation>相關資料</translation>
  </message>
  <message>
   <source>Copies to</source>
   <translation>副本受文者</translation>
  </message>
  <message>
   <source>Copy</source>
   <translation>複製</translation>
  </message>
  <message>
   <source>Copy as a new edition</source>
   <translation>複製為新版本</translation>
  </message>
  <message>
   <source>Copy edition {edition}</source>
   <translation>複製規則版本 {edition}</translation>
  </message>
  <message>
   <source>Copy from {year}</source>
   <translation>由 {year} 複製</translation>
  </message>
  <message>
   <source>Copy the last finding</source>
   <translation>複製上一則缺失</translation>
  </message>
  <message>
   <source>Copy the last one</source>
   <translation>複製上一則</translation>
  </message>
  <message>
   <source>Copy “{edition}” as a new edition</source>
   <translation>將「{edition}」複製為新版本</translation>
  </message>
  <message>
   <source>Correct ...</source>
   <translation>更正…</translation>
  </message>
  <message>
   <source>Correct the notice of {year}</source>
   <translation>更正 {year} 年度公告</translation>
  </message>
  <message>
   <source>Correct the tip</source>
   <translation>更正檢舉</translation>
  </message>
  <message>
   <source>Corrected since by {number}.</source>
   <translation>已由 {number} 更正。</translation>
  </message>
  <message>
   <source>Corrected since by {number}; {latest} holds now.</source>
   <translation>已由 {number} 更正；現行版本為 {latest}。</translation>
  </message>
  <message>
   <source>Counted from the end of the visit's year.</source>
   <translation>自查核年度結束起算。</translation>
  </message>
  <message>
   <source>Counted from the letter date, with the public holidays.</source>
   <translation>自發函日起算，扣除國定假日。</translation>
  </message>
  <message>
   <source>Coverage</source>
   <translation>涵蓋</translation>
  </message>
  <message>
   <source>Coverage: firms not visited in n years</source>
   <translation>涵蓋檢查：n 年未查的證券商</translation>
  </message>
  <message>
   <source>Ctrl+L locks at once. The screen stays as it is.</source>
   <translation>Ctrl+L 立即鎖定，畫面維持原樣。</translation>
  </message>
  <message>
   <source>Daily backup</source>
   <translation>每日備份</translation>
  </message>
  <message>
   <source>Dark</source>
   <translation>深色</translation>
  </message>
  <message>
   <source>Dark theme</source>
   <translation>深色外觀</translation>
  </message>
  <message>
   <source>Data key</source>
   <translation>資料金鑰</translation>
  </message>
  <message>
   <source>Date of issue</source>
   <translation>發文日期</translation>
  </message>
  <message>
   <source>Dated facts</source>
   <translation>資料沿革</translation>
  </message>
  <message>
   <source>Day</source>
   <translation>日期</translation>
  </message>
  <message>
   <source>Days</source>
   <translation>期間</translation>
  </message>
  <message>
   <source>Days away</source>
   <translation>休假</translation>
  </message>
  <message>
   <source>Days left</source>
   <translation>剩餘天數</translation>
  </message>
  <message>
   <source>Days planned</source>
   <translation>已排天數</translation>
  </message>
  <message>
   <source>Dec</source>
   <translation>12月</translation>
  </message>
  <message>
   <source>Decide</source>
   <translation>決定</translation>
  </message>
  <message>
   <source>Decide merge conflicts</source>
   <translation>處理合併衝突</translation>
  </message>
  <message>
   <source>Decide on more time ...</source>
   <translation>決定展期…</translation>
  </message>
  <message>
   <source>Decide on more time for {number}</source>
   <translation>決定「{number}」的展期</translation>
  </message>
  <message>
   <source>Decide on the step</source>
   <translation>決定變更</translation>
  </message>
  <message>
   <source>Decide on the step ...</source>
   <translation>決定變更…</translation>
  </message>
  <message>
   <source>Decide the conflicts</source>
   <translation>處理衝突</translation>
  </message>
  <message>
   <source>Decide the conflicts later</source>
   <translation>稍後再處理衝突</translation>
  </message>
  <message>
   <source>Decided</source>
   <translation>決定日</translation>
  </message>
  <message>
   <source>Decided: {what}</source>
   <translation>已決定：{what}</translation>
  </message>
  <message>
   <source>Decision</source>
   <translation>決定</translation>
  </message>
  <message>
   <source>Dedicated unit</source>
   <translation>專責單位</translation>
  </message>
  <message>
   <source>Dedicated unit: not required in this tier</source>
   <translation>專責單位：此級距不要求</translation>
  </message>
  <message>
   <source>Dedicated unit: required, in place</source>
   <translation>專責單位：須設置，已設置</translation>
  </message>
  <message>
   <source>Dedicated unit: required, missing</source>
   <translation>專責單位：須設置，未設置</translation>
  </message>
  <message>
   <source>Dedicated unit: required, not known whether there is one</source>
   <translation>專責單位：須設置，是否設置不明</translation>
  </message>
  <message>
   <source>Default</source>
   <translation>預設</translation>
  </message>
  <message>
   <source>Deficiency</source>
   <translation>缺失</translation>
  </message>
  <message>
   <source>Deficiency pattern</source>
   <translation>缺失態樣</translation>
  </message>
  <message>
   <source>Deficient</source>
   <translation>不符</translation>
  </message>
  <message>
   <source>Deficient {count}</source>
   <translation>不符 {count}</translation>
  </message>
  <message>
   <source>Delete</source>
   <translation>刪除</translation>
  </message>
  <message>
   <source>Delete evidence</source>
   <translation>刪除證物</translation>
  </message>
  <message>
   <source>Delete the view</source>
   <translation>刪除檢視</translation>
  </message>
  <message>
   <source>Delete this finding</source>
   <translation>刪除這則缺失</translation>
  </message>
  <message>
   <source>Deleted</source>
   <translation>刪除</translation>
  </message>
  <message>
   <source>Deleted last</source>
   <translation>最近刪除</translation>
  </message>
  <message>
   <source>Details</source>
   <translation>明細</translation>
  </message>
  <message>
   <source>Details of the planned visit</source>
   <translation>排定查核的說明</translation>
  </message>
  <message>
   <source>Details of the tip</source>
   <translation>檢舉內容</translation>
  </message>
  <message>
   <source>Details of the visit</source>
   <translation>查核明細</translation>
  </message>
  <message>
   <source>Differences</source>
   <translation>差異</translation>
  </message>
  <message>
   <source>Differences {count}</source>
   <translation>差異 {count}</translation>
  </message>
  <message>
   <source>Disable</source>
   <translation>停用</translation>
  </message>
  <message>
   <source>Disable {name}</source>
   <translation>停用 {name}</translation>
  </message>
  <message>
   <source>Disabled</source>
   <translation>已停用</translation>
  </message>
  <message>
   <source>Discard it</source>
   <translation>捨棄</translation>
  </message>
  <message>
   <source>Dismiss</source>
   <translation>關閉訊息</translation>
  </message>
  <message>
   <source>Dispatch of {count} letter</source>
   <translation>登錄 {count} 件寄發</translation>
  </message>
  <message>
   <source>Dispatch of {count} letters</source>
   <translation>登錄 {count} 件寄發</translation>
  </message>
  <message>
   <source>Done</source>
   <translation>完成</translation>
  </message>
  <message>
   <source>Done again: {step}</source>
   <translation>已重做：{step}</translation>
  </message>
  <message>
   <source>Done by</source>
   <translation>完成日</translation>
  </message>
  <message>
   <source>Done {time}</source>
   <translation>完成於 {time}</translation>
  </message>
  <message>
   <source>Done, next item</source>
   <translation>完成，下一項</translation>
  </message>
  <message>
   <source>Draft</source>
   <translation>草案</translation>
  </message>
  <message>
   <source>Draft the plan of {year}</source>
   <translation>試排 {year} 年度計畫</translation>
  </message>
  <message>
   <source>Draft {year}</source>
   <translation>試排 {year} 年度</translation>
  </message>
  <message>
   <source>Drafts</source>
   <translation>草稿</translation>
  </message>
  <message>
   <source>Draw</source>
   <translation>抽樣</translation>
  </message>
  <message>
   <source>Draw a box over what nobody may read first.</source>
   <translation>請先框選不得顯示的部分。</translation>
  </message>
  <message>
   <source>Drawing the pages...</source>
   <translation>正在產生頁面…</translation>
  </message>
  <message>
   <source>Due</source>
   <translation>改善期限</translation>
  </message>
  <message>
   <source>Due back</source>
   <translation>應攜回日</translation>
  </message>
  <message>
   <source>Due date</source>
   <translation>改善期限</translation>
  </message>
  <message>
   <source>Due now: {day}. Nothing changes until somebody else decides.</source>
   <translation>目前期限 {day}。由他人決定後才會變更。</translation>
  </message>
  <message>
   <source>Due within 3 days: {count}</source>
   <translation>3 天內到期 {count} 件</translation>
  </message>
  <message>
   <source>E-mail</source>
   <translation>電子郵件</translation>
  </message>
  <message>
   <source>Each change leaves a line here, by itself.</source>
   <translation>每次變更都會自動在這裡留下一筆。</translation>
  </message>
  <message>
   <source>Each was opened again and counted before it got its name.</source>
   <translation>每份都重新開啟並清點後才算完成。</translation>
  </message>
  <message>
   <source>Edit</source>
   <translation>編輯</translation>
  </message>
  <message>
   <source>Edit the audit scope</source>
   <translation>編輯查核範圍分級表</translation>
  </message>
  <message>
   <source>Edit the names of the parts</source>
   <translation>編輯各部分名稱</translation>
  </message>
  <message>
   <source>Edit the staffing duty</source>
   <translation>編輯資安人力分級表</translation>
  </message>
  <message>
   <source>Edit {item}</source>
   <translation>編輯 {item}</translation>
  </message>
  <message>
   <source>Edition</source>
   <translation>規則版本</translation>
  </message>
  <message>
   <source>Edition after</source>
   <translation>後一版本</translation>
  </message>
  <message>
   <source>Edition before</source>
   <translation>前一版本</translation>
  </message>
  <message>
   <source>Edition in force</source>
   <translation>現行版本</translation>
  </message>
  <message>
   <source>Edition, scope and facts are frozen as they stand on this day.</source>
   <translation>規則版本、查核範圍與事實以這一天為準，開啟後不再變動。</translation>
  </message>
  <message>
   <source>Editions</source>
   <translation>規則版本</translation>
  </message>
  <message>
   <source>Editions of the rules</source>
   <translation>規則版本</translation>
  </message>
  <message>
   <source>Editions, tiers, exceptions and key items of the year.</source>
   <translation>規則版本、級距、例外與年度重要查核項目。</translation>
  </message>
  <message>
   <source>Empty plan</source>
   <translation>空白</translation>
  </message>
  <message>
   <source>Empty spreadsheet ...</source>
   <translation>空白名冊試算表…</translation>
  </message>
  <message>
   <source>Empty the search to see all.</source>
   <translation>清空查詢即可看到全部。</translation>
  </message>
  <message>
   <source>Enable</source>
   <translation>恢復</translation>
  </message>
  <message>
   <source>Enable {name}</source>
   <translation>恢復 {name} 的帳號</translation>
  </message>
  <message>
   <source>Encrypted</source>
   <translation>資料已加密</translation>
  </message>
  <message>
   <source>Encrypts everything anew, after somebody has left or a laptop was lost. Passphrases stay.</source>
   <translation>有人離職或筆電遺失後，將全部資料重新加密；各人的密碼不變。</translation>
  </message>
  <message>
   <source>End</source>
   <translation>終止</translation>
  </message>
  <message>
   <source>End ...</source>
   <translation>終止…</translation>
  </message>
  <message>
   <source>End a contact</source>
   <translation>終止聯絡人</translation>
  </message>
  <message>
   <source>End contact: {who}</source>
   <translation>終止聯絡人：{who}</translation>
  </message>
  <message>
   <source>End of {year}</source>
   <translation>{year} 年底</translation>
  </message>
  <message>
   <source>End the exception</source>
   <translation>終止例外</translation>
  </message>
  <message>
   <source>End...</source>
   <translation>終止…</translation>
  </message>
  <message>
   <source>Ended</source>
   <translation>終止</translation>
  </message>
  <message>
   <source>English</source>
   <translation>英文</translation>
  </message>
  <message>
   <source>English name</source>
   <translation>英文名稱</translation>
  </message>
  <message>
   <source>English, {place}</source>
   <translation>英文{place}</translation>
  </message>
  <message>
   <source>Enter</source>
   <translation>新增</translation>
  </message>
  <message>
   <source>Enter a firm by hand</source>
   <translation>手動新增證券商</translation>
  </message>
  <message>
   <source>Enter goes to where it is mended.</source>
   <translation>按 Enter 前往處理。</translation>
  </message>
  <message>
   <source>Enter or a digit brings it back</source>
   <translation>按 Enter 或數字還原</translation>
  </message>
  <message>
   <source>Enter or a digit puts it there</source>
   <translation>Enter 或數字鍵歸過去</translation>
  </message>
  <message>
   <source>Enter the amount of capital.</source>
   <translation>請輸入資本額。</translation>
  </message>
  <message>
   <source>Entries</source>
   <translation>公告則數</translation>
  </message>
  <message>
   <source>Envelopes and lists</source>
   <translation>信封與清單</translation>
  </message>
  <message>
   <source>Envelopes of the batch ...</source>
   <translation>本批信封…</translation>
  </message>
  <message>
   <source>Envelopes {batch}</source>
   <translation>信封 {batch}</translation>
  </message>
  <message>
   <source>Erase</source>
   <translation>刪除</translation>
  </message>
  <message>
   <source>Erase ...</source>
   <translation>刪除…</translation>
  </message>
  <message>
   <source>Erase a contact</source>
   <translation>刪除聯絡人</translation>
  </message>
  <message>
   <source>Erase contact: {who}</source>
   <translation>刪除聯絡人：{who}</translation>
  </message>
  <message>
   <source>Erase who reported ...</source>
   <translation>刪除檢舉人…</translation>
  </message>
  <message>
   <source>Erase who reported {number}</source>
   <translation>刪除 {number} 的檢舉人資料</translation>
  </message>
  <message>
   <source>Esc puts this away; the work goes on among the jobs (Ctrl+J).</source>
   <translation>按 Esc 可收起此視窗，作業會在「工作」（Ctrl+J）中繼續。</translation>
  </message>
  <message>
   <source>Every category was read; each “not a leak” is agreed to.</source>
   <translation>各類別均已閱讀；每一則「不是洩漏」均已同意。</translation>
  </message>
  <message>
   <source>Every figure comes out again from the frozen records.</source>
   <translation>由凍結之紀錄重算，各項數字均相符。</translation>
  </message>
  <message>
   <source>Every finding of the year is decided</source>
   <translation>本年度缺失均已覆核</translation>
  </message>
  <message>
   <source>Every firm</source>
   <translation>所有證券商</translation>
  </message>
  <message>
   <source>Every firm was visited</source>
   <translation>每一家都查過</translation>
  </message>
  <message>
   <source>Every item is checked.</source>
   <translation>所有項目都已查核。</translation>
  </message>
  <message>
   <source>Every kind</source>
   <translation>全部種類</translation>
  </message>
  <message>
   <source>Every record of {audits} is as it was before. The package of {holder} can be checked in again.</source>
   <translation>{audits} 的每一筆紀錄都回到攜回之前；{holder} 的查核包之後可以再攜回。</translation>
  </message>
  <message>
   <source>Every severity</source>
   <translation>所有嚴重度</translation>
  </message>
  <message>
   <source>Every state</source>
   <translation>所有狀態</translation>
  </message>
  <message>
   <source>Every year</source>
   <translation>全部年度</translation>
  </message>
  <message>
   <source>Everybody sees it</source>
   <translation>與所有人共用</translation>
  </message>
  <message>
   <source>Everything here works offline</source>
   <translation>全部設定都可離線完成</translation>
  </message>
  <message>
   <source>Everything is merged</source>
   <translation>全部合併完成</translation>
  </message>
  <message>
   <source>Everything of {parcel} is merged</source>
   <translation>{parcel} 全部合併完成</translation>
  </message>
  <message>
   <source>Everything that this computer holds is handed in.</source>
   <translation>本機持有的查核都已繳回。</translation>
  </message>
  <message>
   <source>Everything wrong or missing in this visit</source>
   <translation>本次查核的錯漏清單</translation>
  </message>
  <message>
   <source>Everywhere</source>
   <translation>任何畫面</translation>
  </message>
  <message>
   <source>Evidence</source>
   <translation>證物</translation>
  </message>
  <message>
   <source>Evidence ...</source>
   <translation>證物…</translation>
  </message>
  <message>
   <source>Evidence files</source>
   <translation>證物檔</translation>
  </message>
  <message>
   <source>Evidence tray</source>
   <translation>證物匣</translation>
  </message>
  <message>
   <source>Evidence tray: no folder</source>
   <translation>證物匣找不到資料夾</translation>
  </message>
  <message>
   <source>Exceptions</source>
   <translation>例外</translation>
  </message>
  <message>
   <source>Explanation</source>
   <translation>說明</translation>
  </message>
  <message>
   <source>Export</source>
   <translation>匯出</translation>
  </message>
  <message>
   <source>Export ...</source>
   <translation>匯出…</translation>
  </message>
  <message>
   <source>Export into the folder</source>
   <translation>匯出到資料夾</translation>
  </message>
  <message>
   <source>Export list</source>
   <translation>匯出清單</translation>
  </message>
  <message>
   <source>Export problems</source>
   <translation>匯出問題</translation>
  </message>
  <message>
   <source>Export the audit trail</source>
   <translation>匯出稽核軌跡</translation>
  </message>
  <message>
   <source>Export the plan</source>
   <translation>匯出計畫</translation>
  </message>
  <message>
   <source>Export tier moves</source>
   <translation>匯出級距變更</translation>
  </message>
  <message>
   <source>Export {file}</source>
   <translation>匯出 {file}</translation>
  </message>
  <message>
   <source>Export...</source>
   <translation>匯出…</translation>
  </message>
  <message>
   <source>Extend</source>
   <translation>延長</translation>
  </message>
  <message>
   <source>Extend ...</source>
   <translation>延長…</translation>
  </message>
  <message>
   <source>Extend {parcel}</source>
   <translation>延長 {parcel}</translation>
  </message>
  <message>
   <source>Fact</source>
   <translation>事實</translation>
  </message>
  <message>
   <source>Facts found</source>
   <translation>查得事實</translation>
  </message>
  <message>
   <source>Feb</source>
   <translation>2月</translation>
  </message>
  <message>
   <source>Field</source>
   <translation>欄位</translation>
  </message>
  <message>
   <source>Fields</source>
   <translation>欄位</translation>
  </message>
  <message>
   <source>Figures</source>
   <translation>數字</translation>
  </message>
  <message>
   <source>Figures are counted anew. Words that somebody changed stay; what was signed falls where anything is different.</source>
   <translation>數字將重新統計；已修改的文字保留。內容如有不同，先前簽核失效。</translation>
  </message>
  <message>
   <source>Figures of the notice</source>
   <translation>公告數字</translation>
  </message>
  <message>
   <source>File</source>
   <translation>檔案</translation>
  </message>
  <message>
   <source>File {file}, {rows} rows, facts count from {day}.</source>
   <translation>檔案 {file}，{rows} 列，資料基準日 {day}。</translation>
  </message>
  <message>
   <source>Files</source>
   <translation>附件</translation>
  </message>
  <message>
   <source>Files ...</source>
   <translation>附件…</translation>
  </message>
  <message>
   <source>Files and hashes</source>
   <translation>檔案與雜湊值</translation>
  </message>
  <message>
   <source>Files of findings (*.xlsx *.ods *.csv *.json *.ckl)</source>
   <translation>缺失檔案 (*.xlsx *.ods *.csv *.json *.ckl)</translation>
  </message>
  <message>
   <source>Files of findings taken in</source>
   <translation>已匯入的缺失檔案</translation>
  </message>
  <message>
   <source>Files of the notice</source>
   <translation>公告檔案</translation>
  </message>
  <message>
   <source>Files that came with it</source>
   <translation>隨附檔案</translation>
  </message>
  <message>
   <source>Fill it with sample data ...</source>
   <translation>以範例資料試填…</translation>
  </message>
  <message>
   <source>Filter</source>
   <translation>篩選</translation>
  </message>
  <message>
   <source>Filter by firm or number</source>
   <translation>以證券商或編號篩選</translation>
  </message>
  <message>
   <source>Filter by firm, number or person</source>
   <translation>以證券商、編號或人員篩選</translation>
  </message>
  <message>
   <source>Filter by firm, number or words</source>
   <translation>以證券商、編號或文字篩選</translation>
  </message>
  <message>
   <source>Filter by firm, number, pattern or author</source>
   <translation>以證券商、編號、態樣或撰寫人篩選</translation>
  </message>
  <message>
   <source>Filter by name or code</source>
   <translation>篩選名稱或代號</translation>
  </message>
  <message>
   <source>Filter by wording, code or number</source>
   <translation>以文字、章節或編號篩選</translation>
  </message>
  <message>
   <source>Filter the plan</source>
   <translation>篩選計畫</translation>
  </message>
  <message>
   <source>Filter the queue</source>
   <translation>篩選佇列</translation>
  </message>
  <message>
   <source>Filter the trail</source>
   <translation>篩選軌跡</translation>
  </message>
  <message>
   <source>Filter this list</source>
   <translation>篩選此清單</translation>
  </message>
  <message>
   <source>Filter, order, group and columns are kept. One of the same name is replaced.</source>
   <translation>保存篩選、排序、分組與欄位；同名者會被取代。</translation>
  </message>
  <message>
   <source>Filter: {words}</source>
   <translation>篩選：{words}</translation>
  </message>
  <message>
   <source>Find a pattern</source>
   <translation>尋找缺失態樣</translation>
  </message>
  <message>
   <source>Find a setting</source>
   <translation>尋找設定</translation>
  </message>
  <message>
   <source>Find an edition</source>
   <translation>尋找規則版本</translation>
  </message>
  <message>
   <source>Find an item</source>
   <translation>尋找項目</translation>
  </message>
  <message>
   <source>Find in the list</source>
   <translation>在清單中尋找</translation>
  </message>
  <message>
   <source>Finding</source>
   <translation>缺失編號</translation>
  </message>
  <message>
   <source>Findings</source>
   <translation>缺失</translation>
  </message>
  <message>
   <source>Findings and observations</source>
   <translation>缺失與建議</translation>
  </message>
  <message>
   <source>Findings are recorded in a visit.</source>
   <translation>缺失在查核中記錄。</translation>
  </message>
  <message>
   <source>Findings are written in fieldwork, in the place Audits.</source>
   <translation>缺失在「查核」的查核作業中撰寫。</translation>
  </message>
  <message>
   <source>Findings behind the figure</source>
   <translation>數字背後的缺失</translation>
  </message>
  <message>
   <source>Findings by section</source>
   <translation>缺失類別</translation>
  </message>
  <message>
   <source>Findings come here once they are accepted.</source>
   <translation>缺失核可後會出現在這裡。</translation>
  </message>
  <message>
   <source>Findings come here once they are in a letter.</source>
   <translation>缺失發函後會出現在這裡。</translation>
  </message>
  <message>
   <source>Findings counted</source>
   <translation>列入缺失</translation>
  </message>
  <message>
   <source>Findings in {file}</source>
   <translation>{file} 的缺失</translation>
  </message>
  <message>
   <source>Findings left out of the notice</source>
   <translation>未列入公告的缺失</translation>
  </message>
  <message>
   <source>Findings of other authorities</source>
   <translation>其他機關的缺失</translation>
  </message>
  <message>
   <source>Findings that nobody has accepted</source>
   <translation>尚未核可的缺失</translation>
  </message>
  <message>
   <source>Findings without an item</source>
   <translation>未歸項目的缺失</translation>
  </message>
  <message>
   <source>Findings: {view}</source>
   <translation>缺失：{view}</translation>
  </message>
  <message>
   <source>Firm</source>
   <translation>證券商</translation>
  </message>
  <message>
   <source>Firm (code)</source>
   <translation>證券商（代號）</translation>
  </message>
  <message>
   <source>Firm left out</source>
   <translation>隨證券商略過</translation>
  </message>
  <message>
   <source>Firm list</source>
   <translation>名冊</translation>
  </message>
  <message>
   <source>Firm lists ({patterns})</source>
   <translation>名冊 ({patterns})</translation>
  </message>
  <message>
   <source>Firm's statement</source>
   <translation>受查方說明</translation>
  </message>
  <message>
   <source>Firm, number</source>
   <translation>證券商、字號</translation>
  </message>
  <message>
   <source>Firms</source>
   <translation>證券商</translation>
  </message>
  <message>
   <source>Firms audited</source>
   <translation>受查家數</translation>
  </message>
  <message>
   <source>Firms not visited</source>
   <translation>未查的證券商</translation>
  </message>
  <message>
   <source>Firms not visited, {year}</source>
   <translation>未查核的證券商（{year}）</translation>
  </message>
  <message>
   <source>Firms without a possible date</source>
   <translation>找不到可用日期的證券商</translation>
  </message>
  <message>
   <source>Firms {day}</source>
   <translation>證券商名冊 {day}</translation>
  </message>
  <message>
   <source>First day</source>
   <translation>起日</translation>
  </message>
  <message>
   <source>Fit</source>
   <translation>符合視窗</translation>
  </message>
  <message>
   <source>Folder</source>
   <translation>資料夾</translation>
  </message>
  <message>
   <source>Folder for packages</source>
   <translation>查核包資料夾</translation>
  </message>
  <message>
   <source>Folder for the letters</source>
   <translation>公文資料夾</translation>
  </message>
  <message>
   <source>Folder for the notice</source>
   <translation>公告輸出資料夾</translation>
  </message>
  <message>
   <source>Folder for the rule files</source>
   <translation>規則檔的資料夾</translation>
  </message>
  <message>
   <source>Folder of the evidence tray</source>
   <translation>證物匣的資料夾</translation>
  </message>
  <message>
   <source>Folder that is watched</source>
   <translation>監看的資料夾</translation>
  </message>
  <message>
   <source>Follow up</source>
   <translation>待追</translation>
  </message>
  <message>
   <source>Follow-up check ...</source>
   <translation>複查…</translation>
  </message>
  <message>
   <source>Follow-up check of {number}</source>
   <translation>複查「{number}」</translation>
  </message>
  <message>
   <source>Follow-up checks</source>
   <translation>複查</translation>
  </message>
  <message>
   <source>For approval</source>
   <translation>待辦</translation>
  </message>
  <message>
   <source>For example 17010-3, 18000-2.</source>
   <translation>例如 17010-3、18000-2。</translation>
  </message>
  <message>
   <source>For example 17010-3, 18000-2. Items outside the scope are added to the checklist.</source>
   <translation>例如 17010-3、18000-2；不在範圍內的項目會加入查核表。</translation>
  </message>
  <message>
   <source>For example 40億, 1.5億 or 4,000,000,000.</source>
   <translation>例如 40億、1.5億 或 4,000,000,000。</translation>
  </message>
  <message>
   <source>For example CC-17010-03; may stay empty.</source>
   <translation>例如 CC-17010-03，可留空。</translation>
  </message>
  <message>
   <source>For example post, electronic exchange, by hand.</source>
   <translation>例如：郵寄、電子交換、專人送達。</translation>
  </message>
  <message>
   <source>For example the filing, the interview or the letter.</source>
   <translation>例如申報資料、訪談或來函。</translation>
  </message>
  <message>
   <source>For rows that do not say it:</source>
   <translation>檔案未載明時適用：</translation>
  </message>
  <message>
   <source>For the first start, or a fresh set of records.</source>
   <translation>第一次使用，或要開始新的一套資料。</translation>
  </message>
  <message>
   <source>For work outside: your office gave it to you.</source>
   <translation>外出查核用：辦公室交給您的檔案，查核完再攜回。</translation>
  </message>
  <message>
   <source>For {name} ({login})</source>
   <translation>給 {name}（{login}）</translation>
  </message>
  <message>
   <source>Forget a column matching</source>
   <translation>刪除欄位對照</translation>
  </message>
  <message>
   <source>Forget this matching</source>
   <translation>刪除這筆對照</translation>
  </message>
  <message>
   <source>Forgotten: {columns}. Who imports such a list is asked again.</source>
   <translation>已刪除對照：{columns}。下次匯入這種名冊時會再詢問。</translation>
  </message>
  <message>
   <source>Formats</source>
   <translation>格式</translation>
  </message>
  <message>
   <source>Former names</source>
   <translation>舊名</translation>
  </message>
  <message>
   <source>Found at too few firms</source>
   <translation>家數過少</translation>
  </message>
  <message>
   <source>Found before</source>
   <translation>先前同項缺失</translation>
  </message>
  <message>
   <source>Found before at this firm</source>
   <translation>該公司先前年度曾查得</translation>
  </message>
  <message>
   <source>Found last time too and not remedied: one step higher is suggested.</source>
   <translation>去年同項未改善，建議調高一級。</translation>
  </message>
  <message>
   <source>Found {count} time before</source>
   <translation>先前曾有 {count} 次</translation>
  </message>
  <message>
   <source>Found {count} times before</source>
   <translation>先前曾有 {count} 次</translation>
  </message>
  <message>
   <source>Four letters or digits; upper and lower case make different codes.</source>
   <translation>四個英文字母或數字；大小寫視為不同代號。</translation>
  </message>
  <message>
   <source>Freely worded rows keep no pattern unless you choose: 1, 2, 3 or a double click take it, 0 takes it away.</source>
   <translation>自由文字的列不會自行套用態樣；按 1、2、3 或按兩下採用建議，按 0 取消。</translation>
  </message>
  <message>
   <source>Frequency</source>
   <translation>頻率</translation>
  </message>
  <message>
   <source>Fri</source>
   <translation>五</translation>
  </message>
  <message>
   <source>Friday</source>
   <translation>星期五</translation>
  </message>
  <message>
   <source>From</source>
   <translation>自</translation>
  </message>
  <message>
   <source>From ... to ...</source>
   <translation>自…至…</translation>
  </message>
  <message>
   <source>From a list ...</source>
   <translation>由清單登錄…</translation>
  </message>
  <message>
   <source>From before the key was renewed</source>
   <translation>更換金鑰以前</translation>
  </message>
  <message>
   <source>From now on {login} signs in with the new passphrase. Nothing is encrypted anew.</source>
   <translation>之後 {login} 以新密碼登入；資料不會重新加密。</translation>
  </message>
  <message>
   <source>From then on the papers of this visit can be read, not changed. Nothing of them can be taken back.</source>
   <translation>之後這次查核的工作底稿只能閱讀，不能修改，先前的步驟也不能再復原。</translation>
  </message>
  <message>
   <source>From this day</source>
   <translation>自這一天</translation>
  </message>
  <message>
   <source>From {before} to {until}: {reason}</source>
   <translation>由 {before} 展至 {until}：{reason}</translation>
  </message>
  <message>
   <source>From {day} a new tier applies: {tier}</source>
   <translation>自 {day} 起適用新級距：{tier}</translation>
  </message>
  <message>
   <source>From {day} on it is offered for findings.</source>
   <translation>自 {day} 起可用於缺失。</translation>
  </message>
  <message>
   <source>Full name</source>
   <translation>姓名</translation>
  </message>
  <message>
   <source>Full screen</source>
   <translation>全螢幕</translation>
  </message>
  <message>
   <source>Full size</source>
   <translation>原尺寸</translation>
  </message>
  <message>
   <source>Genuine: byte for byte the file that was locked.</source>
   <translation>真確：與鎖定之檔案逐位元組相同。</translation>
  </message>
  <message>
   <source>Genuine: the bulletin that was written when the notice was locked.</source>
   <translation>真確：公告鎖定時輸出之登錄資料。</translation>
  </message>
  <message>
   <source>Genuine: the list of hashes that was written when the notice was locked.</source>
   <translation>真確：公告鎖定時輸出之雜湊清單。</translation>
  </message>
  <message>
   <source>Go back</source>
   <translation>返回</translation>
  </message>
  <message>
   <source>Go back to save it elsewhere or to free some space.</source>
   <translation>返回後可以另存到別處，或清出空間再存。</translation>
  </message>
  <message>
   <source>Go on</source>
   <translation>繼續使用</translation>
  </message>
  <message>
   <source>Go on in another folder ...</source>
   <translation>換位置並續作…</translation>
  </message>
  <message>
   <source>Go on with it</source>
   <translation>取回續作</translation>
  </message>
  <message>
   <source>Go on with it ...</source>
   <translation>取回續作…</translation>
  </message>
  <message>
   <source>Go on with the batch</source>
   <translation>續作這一批</translation>
  </message>
  <message>
   <source>Go on with the letters</source>
   <translation>前往續作</translation>
  </message>
  <message>
   <source>Go on with {audit}</source>
   <translation>取回續作 {audit}</translation>
  </message>
  <message>
   <source>Go on with {count} letter</source>
   <translation>續作 {count} 件</translation>
  </message>
  <message>
   <source>Go on with {count} letters</source>
   <translation>續作 {count} 件</translation>
  </message>
  <message>
   <source>Go to it</source>
   <translation>前往</translation>
  </message>
  <message>
   <source>Go to the object of the line</source>
   <translation>前往這一筆的對象</translation>
  </message>
  <message>
   <source>Go to {place}</source>
   <translation>前往{place}</translation>
  </message>
  <message>
   <source>Go, find, do</source>
   <translation>前往、尋找、執行</translation>
  </message>
  <message>
   <source>Group</source>
   <translation>群組</translation>
  </message>
  <message>
   <source>Grouped by</source>
   <translation>分組依據</translation>
  </message>
  <message>
   <source>Groups</source>
   <translation>群組</translation>
  </message>
  <message>
   <source>Hand in</source>
   <translation>送審</translation>
  </message>
  <message>
   <source>Hand in ...</source>
   <translation>繳回…</translation>
  </message>
  <message>
   <source>Hand in for review</source>
   <translation>送覆核</translation>
  </message>
  <message>
   <source>Hand in the template</source>
   <translation>範本送核</translation>
  </message>
  <message>
   <source>Hand it in again afterwards. If the office has taken the first package in, it has to undo that.</source>
   <translation>續作後請再繳回一次。若辦公室已攜回前一份，須先還原那次攜回。</translation>
  </message>
  <message>
   <source>Hand it over in person; everybody changes his own passphrase in the settings.</source>
   <translation>請當面交付；每個人可在設定中變更自己的密碼。</translation>
  </message>
  <message>
   <source>Hand the audits in</source>
   <translation>繳回查核</translation>
  </message>
  <message>
   <source>Hand the visit in</source>
   <translation>送審</translation>
  </message>
  <message>
   <source>Handed in</source>
   <translation>送審</translation>
  </message>
  <message>
   <source>Handed in at</source>
   <translation>繳回時間</translation>
  </message>
  <message>
   <source>Handed in by</source>
   <translation>送核</translation>
  </message>
  <message>
   <source>Handed in for review</source>
   <translation>已送覆核</translation>
  </message>
  <message>
   <source>Handed in, no receipt yet</source>
   <translation>已繳回，待收據</translation>
  </message>
  <message>
   <source>Hash of the dictionary</source>
   <translation>比對字典雜湊</translation>
  </message>
  <message>
   <source>Hash of the line</source>
   <translation>這一筆的雜湊</translation>
  </message>
  <message>
   <source>Hash of the words</source>
   <translation>文字雜湊</translation>
  </message>
  <message>
   <source>Head of information technology</source>
   <translation>資訊主管</translation>
  </message>
  <message>
   <source>Heading</source>
   <translation>分類</translation>
  </message>
  <message>
   <source>Held here</source>
   <translation>本機持有</translation>
  </message>
  <message>
   <source>Hide marks</source>
   <translation>隱藏標註</translation>
  </message>
  <message>
   <source>Hide the items</source>
   <translation>收起項目</translation>
  </message>
  <message>
   <source>Hide the passphrase</source>
   <translation>隱藏密碼</translation>
  </message>
  <message>
   <source>Hint</source>
   <translation>提示</translation>
  </message>
  <message>
   <source>History</source>
   <translation>歷程</translation>
  </message>
  <message>
   <source>History of the visit: who, when, before and after</source>
   <translation>查核歷程：何人、何時、前後內容</translation>
  </message>
  <message>
   <source>Holder</source>
   <translation>持有人</translation>
  </message>
  <message>
   <source>Holding computer</source>
   <translation>持有電腦</translation>
  </message>
  <message>
   <source>Holds</source>
   <translation>現行</translation>
  </message>
  <message>
   <source>Holds only until {last}: the shipped edition {by} begins on {begins}, and visits opened from then on follow it.</source>
   <translation>只適用到 {last}：隨附的規則版本「{by}」自 {begins} 起生效，之後開啟的查核依後者。</translation>
  </message>
  <message>
   <source>Holds the place where it was taken.</source>
   <translation>含拍攝地點。</translation>
  </message>
  <message>
   <source>Home again</source>
   <translation>已攜回</translation>
  </message>
  <message>
   <source>How</source>
   <translation>方式</translation>
  </message>
  <message>
   <source>How many</source>
   <translation>抽幾筆</translation>
  </message>
  <message>
   <source>How many must hold</source>
   <translation>須符合幾項</translation>
  </message>
  <message>
   <source>I have kept it</source>
   <translation>已妥善保管</translation>
  </message>
  <message>
   <source>I have printed or written down the code</source>
   <translation>我已印出或抄下復原碼</translation>
  </message>
  <message>
   <source>Import findings</source>
   <translation>匯入缺失</translation>
  </message>
  <message>
   <source>Import findings ...</source>
   <translation>匯入缺失…</translation>
  </message>
  <message>
   <source>Import findings kept elsewhere</source>
   <translation>匯入其他來源的缺失</translation>
  </message>
  <message>
   <source>Import firm list</source>
   <translation>匯入基本資料</translation>
  </message>
  <message>
   <source>Import firm list: {file}</source>
   <translation>匯入基本資料：{file}</translation>
  </message>
  <message>
   <source>Import {file}</source>
   <translation>匯入 {file}</translation>
  </message>
  <message>
   <source>Imported lists</source>
   <translation>已匯入的名冊</translation>
  </message>
  <message>
   <source>In force</source>
   <translation>施行</translation>
  </message>
  <message>
   <source>In force at the next thing {name} does.</source>
   <translation>{name} 的下一個動作起生效。</translation>
  </message>
  <message>
   <source>In force from {day}</source>
   <translation>自 {day} 起施行</translation>
  </message>
  <message>
   <source>In force {first} – {last}</source>
   <translation>施行期間 {first}–{last}</translation>
  </message>
  <message>
   <source>In no other list.</source>
   <translation>其他分類均未列。</translation>
  </message>
  <message>
   <source>In this plan</source>
   <translation>本計畫</translation>
  </message>
  <message>
   <source>In {year}: {judgement}</source>
   <translation>{year}：{judgement}</translation>
  </message>
  <message>
   <source>Information-security audits</source>
   <translation>證券商資通安全查核</translation>
  </message>
  <message>
   <source>Inspector</source>
   <translation>查核員</translation>
  </message>
  <message>
   <source>Inspector {name}</source>
   <translation>查核員 {name}</translation>
  </message>
  <message>
   <source>Inspectors</source>
   <translation>查核員</translation>
  </message>
  <message>
   <source>Inspectors by months</source>
   <translation>查核員各月人力</translation>
  </message>
  <message>
   <source>Inspectors of {firm}</source>
   <translation>{firm}的查核員</translation>
  </message>
  <message>
   <source>Inspectors of {firm} changed</source>
   <translation>已改派{firm}的查核員</translation>
  </message>
  <message>
   <source>Instead of {names}</source>
   <translation>改派（代替{names}）</translation>
  </message>
  <message>
   <source>Internet orders</source>
   <translation>網路下單</translation>
  </message>
  <message>
   <source>Interviews</source>
   <translation>訪談</translation>
  </message>
  <message>
   <source>Interviews {count}</source>
   <translation>訪談 {count}</translation>
  </message>
  <message>
   <source>Into a visit</source>
   <translation>納入查核</translation>
  </message>
  <message>
   <source>Into a visit ...</source>
   <translation>納入查核…</translation>
  </message>
  <message>
   <source>Into the pattern</source>
   <translation>併入的態樣</translation>
  </message>
  <message>
   <source>Into the patterns</source>
   <translation>拆分為哪些態樣</translation>
  </message>
  <message>
   <source>It already lies on this computer.</source>
   <translation>資料夾已在這台電腦上。</translation>
  </message>
  <message>
   <source>It applied to so few firms that listing it would tell who</source>
   <translation>適用家數過少，單獨列出即可辨識</translation>
  </message>
  <message>
   <source>It counts from when another supervisor approves it, and shows as an exception ever after.</source>
   <translation>經另一位主管核可後才生效，此後一律列示為例外。</translation>
  </message>
  <message>
   <source>It encrypts everything in this workspace. Nobody can reset it; the recovery code of the next step is the only spare key.</source>
   <translation>這組密碼加密工作區的全部內容，沒有人能代為重設；下一步的復原碼是唯一的備用鑰匙。</translation>
  </message>
  <message>
   <source>It goes back to its author and counts no more until it is accepted again.</source>
   <translation>將退回撰寫人，重新核可前不計入統計。</translation>
  </message>
  <message>
   <source>It goes back to its authors as a draft; they read the reason, change it and submit it again.</source>
   <translation>退回給撰寫人成為草稿；撰寫人看得到理由，修改後可再送審。</translation>
  </message>
  <message>
   <source>It is being signed</source>
   <translation>簽章進行中</translation>
  </message>
  <message>
   <source>It is being written</source>
   <translation>輸出中</translation>
  </message>
  <message>
   <source>It is due back on {day}.</source>
   <translation>應攜回日為 {day}。</translation>
  </message>
  <message>
   <source>It is handed in already.</source>
   <translation>已經繳回。</translation>
  </message>
  <message>
   <source>It is in force</source>
   <translation>已核可生效</translation>
  </message>
  <message>
   <source>It is kept as one act in the journal. Firms that the list does not hold stay as they are.</source>
   <translation>套用後在稽核軌跡中記為一個動作；清單未列的證券商維持不變。</translation>
  </message>
  <message>
   <source>It is refused</source>
   <translation>已不核可</translation>
  </message>
  <message>
   <source>It is shown here as soon as it is written.</source>
   <translation>產生後即顯示在這裡。</translation>
  </message>
  <message>
   <source>It is taken back already.</source>
   <translation>已經取消。</translation>
  </message>
  <message>
   <source>It is under a legal hold.</source>
   <translation>保留凍結中。</translation>
  </message>
  <message>
   <source>It never changes from then on. Visits that are open keep the edition they have.</source>
   <translation>施行後不再變更；已開啟的查核沿用原版本。</translation>
  </message>
  <message>
   <source>It opens the workspace when the passphrase is lost. It is shown this once and kept nowhere. Print it and lock it away.</source>
   <translation>忘記密碼時可用它開啟工作區。只顯示這一次，不會另外保存；請印出並妥善收存。</translation>
  </message>
  <message>
   <source>It stays in the history and counts nowhere from now on.</source>
   <translation>撤回後仍留在紀錄中，但不再計入任何判定。</translation>
  </message>
  <message>
   <source>It stays in the history, struck out, with the reason. The finding waits for the firm again.</source>
   <translation>回覆會劃除並連同理由留在歷程，缺失改為等待證券商回覆。</translation>
  </message>
  <message>
   <source>It stays in the list with the reason, and counts no more.</source>
   <translation>連同理由留在清單中，不再計入次數。</translation>
  </message>
  <message>
   <source>It stays with each of the findings.</source>
   <translation>理由會留在每一則缺失。</translation>
  </message>
  <message>
   <source>It touches {count} finding.</source>
   <translation>影響 {count} 則缺失。</translation>
  </message>
  <message>
   <source>It touches {count} findings.</source>
   <translation>影響 {count} 則缺失。</translation>
  </message>
  <message>
   <source>It was checked and found remedied. Closed, it asks nothing more of the firm.</source>
   <translation>複查結果為已改善。結案後證券商不須再辦理。</translation>
  </message>
  <message>
   <source>It was made before the key was renewed: use the command restore with the passphrase of then.</source>
   <translation>這是更換金鑰以前的備份：請用命令 restore 與當時的密碼還原。</translation>
  </message>
  <message>
   <source>Item</source>
   <translation>項目</translation>
  </message>
  <message>
   <source>Item of the visit</source>
   <translation>查核項目</translation>
  </message>
  <message>
   <source>Items</source>
   <translation>項目</translation>
  </message>
  <message>
   <source>Items it may belong to</source>
   <translation>可能的項目</translation>
  </message>
  <message>
   <source>Items that a year looks at in particular, with the incidents behind them.</source>
   <translation>某年度特別查核的項目，以及列入的事件緣由。</translation>
  </message>
  <message>
   <source>Items that come out otherwise</source>
   <translation>結果不同的項目</translation>
  </message>
  <message>
   <source>Its author, or a reviewer who has not written the finding, settles it.</source>
   <translation>由意見的撰寫人，或未參與撰寫該缺失的覆核人結清。</translation>
  </message>
  <message>
   <source>Its finding is not there</source>
   <translation>找不到這項的缺失</translation>
  </message>
  <message>
   <source>Its findings</source>
   <translation>所載缺失</translation>
  </message>
  <message>
   <source>Its firm is left out: take the firm in again.</source>
   <translation>所屬證券商已略過：請先重新納入該證券商。</translation>
  </message>
  <message>
   <source>Its letter says what no longer holds: a correcting letter becomes due.</source>
   <translation>原函內容不再成立，須補發更正函。</translation>
  </message>
  <message>
   <source>Its papers are kept until {day}.</source>
   <translation>資料須保存到 {day}。</translation>
  </message>
  <message>
   <source>Its papers were removed already.</source>
   <translation>資料已經移除。</translation>
  </message>
  <message>
   <source>Its passphrase or key file is needed</source>
   <translation>需要密碼或金鑰檔</translation>
  </message>
  <message>
   <source>Its place was removed already.</source>
   <translation>位置已經移除。</translation>
  </message>
  <message>
   <source>Its signature and every byte of it are being checked. Nothing is changed.</source>
   <translation>正在檢查簽章與每一個位元組；尚未變更任何內容。</translation>
  </message>
  <message>
   <source>Its visits, findings and letters stay as they are and are reached from the firm it went into.</source>
   <translation>原有的查核、缺失與公文維持不變，可由存續證券商查得。</translation>
  </message>
  <message>
   <source>Jan</source>
   <translation>1月</translation>
  </message>
  <message>
   <source>Jobs</source>
   <translation>工作</translation>
  </message>
  <message>
   <source>Jobs are running</source>
   <translation>工作進行中</translation>
  </message>
  <message>
   <source>Joined</source>
   <translation>合併結果</translation>
  </message>
  <message>
   <source>Joined text of {field}</source>
   <translation>{field}的合併結果</translation>
  </message>
  <message>
   <source>Judge again to get a new one.</source>
   <translation>重新判定即可建立。</translation>
  </message>
  <message>
   <source>Judge it 2 or 3 first: then there is a finding to write.</source>
   <translation>請先按 2 或 3 判定，才有缺失可寫。</translation>
  </message>
  <message>
   <source>Judge with 1–4: 1 conforms, 2 deficient, 3 observation, 4 not applicable.</source>
   <translation>以 1–4 判定：1 符合、2 不符、3 建議、4 不適用。</translation>
  </message>
  <message>
   <source>Judge: {judgement}</source>
   <translation>判定{judgement}</translation>
  </message>
  <message>
   <source>Judged {judgement}</source>
   <translation>已判定{judgement}</translation>
  </message>
  <message>
   <source>Jul</source>
   <translation>7月</translation>
  </message>
  <message>
   <source>Jun</source>
   <translation>6月</translation>
  </message>
  <message>
   <source>Keep</source>
   <translation>儲存</translation>
  </message>
  <message>
   <source>Keep in the draft</source>
   <translation>存入草案</translation>
  </message>
  <message>
   <source>Keep it without figures</source>
   <translation>保留但不揭露家數</translation>
  </message>
  <message>
   <source>Keep it without figures ...</source>
   <translation>保留但不揭露家數…</translation>
  </message>
  <message>
   <source>Keep the check</source>
   <translation>保存複查</translation>
  </message>
  <message>
   <source>Keep the dispatch</source>
   <translation>登錄寄發</translation>
  </message>
  <message>
   <source>Keep the receipt</source>
   <translation>登錄送達</translation>
  </message>
  <message>
   <source>Keep the recovery code</source>
   <translation>收好復原碼</translation>
  </message>
  <message>
   <source>Keep the reply</source>
   <translation>保存回覆</translation>
  </message>
  <message>
   <source>Keep the request</source>
   <translation>保存申請</translation>
  </message>
  <message>
   <source>Keep this view</source>
   <translation>保存這個檢視</translation>
  </message>
  <message>
   <source>Keep this view ...</source>
   <translation>保存這個檢視…</translation>
  </message>
  <message>
   <source>Keep what is typed now</source>
   <translation>立即存下輸入的內容</translation>
  </message>
  <message>
   <source>Keeping {count} file</source>
   <translation>正在存入 {count} 件</translation>
  </message>
  <message>
   <source>Keeping {count} files</source>
   <translation>正在存入 {count} 件</translation>
  </message>
  <message>
   <source>Kept as long as visit papers. Authority, firm, heading and severity stay when the words go.</source>
   <translation>保存年限與查核資料相同。內容移除後，機關、證券商、類別與嚴重度仍保留。</translation>
  </message>
  <message>
   <source>Kept until</source>
   <translation>保存到</translation>
  </message>
  <message>
   <source>Kept.</source>
   <translation>已記下。</translation>
  </message>
  <message>
   <source>Key</source>
   <translation>項目代號</translation>
  </message>
  <message>
   <source>Key file</source>
   <translation>金鑰檔</translation>
  </message>
  <message>
   <source>Key item of {year}</source>
   <translation>{year} 年度重要查核項目</translation>
  </message>
  <message>
   <source>Key items</source>
   <translation>重要項目</translation>
  </message>
  <message>
   <source>Key items of the year</source>
   <translation>年度資通安全重要查核項目</translation>
  </message>
  <message>
   <source>Keyword</source>
   <translation>關鍵字</translation>
  </message>
  <message>
   <source>Kind</source>
   <translation>種類</translation>
  </message>
  <message>
   <source>Kind of difference</source>
   <translation>差異種類</translation>
  </message>
  <message>
   <source>Kind of firm</source>
   <translation>業別</translation>
  </message>
  <message>
   <source>Kind of letter</source>
   <translation>公文種類</translation>
  </message>
  <message>
   <source>Kind of object</source>
   <translation>對象種類</translation>
  </message>
  <message>
   <source>Language</source>
   <translation>語言</translation>
  </message>
  <message>
   <source>Language and look</source>
   <translation>語言與外觀</translation>
  </message>
  <message>
   <source>Language of the letters</source>
   <translation>公文語言</translation>
  </message>
  <message>
   <source>Language of the wording</source>
   <translation>範本語言</translation>
  </message>
  <message>
   <source>Languages</source>
   <translation>語言</translation>
  </message>
  <message>
   <source>Laptop version</source>
   <translation>攜回版</translation>
  </message>
  <message>
   <source>Laptop version {number}</source>
   <translation>攜回版 {number}</translation>
  </message>
  <message>
   <source>Last 30 days</source>
   <translation>最近 30 天</translation>
  </message>
  <message>
   <source>Last 7 days</source>
   <translation>最近 7 天</translation>
  </message>
  <message>
   <source>Last day</source>
   <translation>迄日</translation>
  </message>
  <message>
   <source>Last signed by {name} on {day} {time}, up to line {number}</source>
   <translation>最後簽章：{name}，{day} {time}，至第 {number} 筆</translation>
  </message>
  <message>
   <source>Last visit</source>
   <translation>上次查核</translation>
  </message>
  <message>
   <source>Last year</source>
   <translation>去年</translation>
  </message>
  <message>
   <source>Last year: {judgement}</source>
   <translation>去年：{judgement}</translation>
  </message>
  <message>
   <source>Later</source>
   <translation>稍後再處理</translation>
  </message>
  <message>
   <source>Layer</source>
   <translation>類別</translation>
  </message>
  <message>
   <source>Lead authority</source>
   <translation>主辦機關</translation>
  </message>
  <message>
   <source>Leak check</source>
   <translation>洩漏檢查</translation>
  </message>
  <message>
   <source>Leak check without anything open, {name}, {day}</source>
   <translation>洩漏檢查無待處理事項，{name}，{day}</translation>
  </message>
  <message>
   <source>Leak check: {firms} firms, {hosts} hosts, {persons} persons.</source>
   <translation>洩漏比對：名冊 {firms} 家、主機 {hosts}、人員 {persons}。</translation>
  </message>
  <message>
   <source>Leave out</source>
   <translation>略過</translation>
  </message>
  <message>
   <source>Left out</source>
   <translation>略過</translation>
  </message>
  <message>
   <source>Left out: {count}</source>
   <translation>未列入 {count} 件</translation>
  </message>
  <message>
   <source>Less than 1 GB free</source>
   <translation>剩餘空間不到 1 GB</translation>
  </message>
  <message>
   <source>Let go of this item</source>
   <translation>不再負責這一項</translation>
  </message>
  <message>
   <source>Letter address</source>
   <translation>收文地址</translation>
  </message>
  <message>
   <source>Letter and replies</source>
   <translation>公文與回覆</translation>
  </message>
  <message>
   <source>Letter date</source>
   <translation>發函日</translation>
  </message>
  <message>
   <source>Letter form</source>
   <translation>公文版型</translation>
  </message>
  <message>
   <source>Letter number</source>
   <translation>發文字號</translation>
  </message>
  <message>
   <source>Letters</source>
   <translation>公文</translation>
  </message>
  <message>
   <source>Letters approved by</source>
   <translation>核定</translation>
  </message>
  <message>
   <source>Letters are being written.</source>
   <translation>公文產生中。</translation>
  </message>
  <message>
   <source>Letters are written from accepted findings.</source>
   <translation>公文由已核可的缺失產生。</translation>
  </message>
  <message>
   <source>Letters as</source>
   <translation>公文格式</translation>
  </message>
  <message>
   <source>Letters come here once they are written.</source>
   <translation>公文產生後會出現在這裡。</translation>
  </message>
  <message>
   <source>Letters come here once they have gone out and an answer is due.</source>
   <translation>公文寄發後，待函復者會出現在這裡。</translation>
  </message>
  <message>
   <source>Letters of the batch</source>
   <translation>本批公文</translation>
  </message>
  <message>
   <source>Letters of this kind are written with it from now on.</source>
   <translation>今後這種公文都以此範本產生。</translation>
  </message>
  <message>
   <source>Letters that have gone out</source>
   <translation>已產生之公文</translation>
  </message>
  <message>
   <source>Letters that wait for an answer</source>
   <translation>待函復之公文</translation>
  </message>
  <message>
   <source>Letters that were written before stay as they are.</source>
   <translation>先前產生的公文不受影響。</translation>
  </message>
  <message>
   <source>Letters written</source>
   <translation>已產生件數</translation>
  </message>
  <message>
   <source>Letters written by</source>
   <translation>產生</translation>
  </message>
  <message>
   <source>Letters {batch}</source>
   <translation>公文 {batch}</translation>
  </message>
  <message>
   <source>Letters {year}</source>
   <translation>{year}年度公文</translation>
  </message>
  <message>
   <source>Letters: {view}</source>
   <translation>公文：{view}</translation>
  </message>
  <message>
   <source>Licence</source>
   <translation>執照狀態</translation>
  </message>
  <message>
   <source>Licence ...</source>
   <translation>執照…</translation>
  </message>
  <message>
   <source>Licence of {code} {name}</source>
   <translation>執照：{code} {name}</translation>
  </message>
  <message>
   <source>Lift</source>
   <translation>解除</translation>
  </message>
  <message>
   <source>Lift the hold</source>
   <translation>解除凍結</translation>
  </message>
  <message>
   <source>Light</source>
   <translation>淺色</translation>
  </message>
  <message>
   <source>Light for paper, dark for server rooms.</source>
   <translation>辦公桌用淺色，機房用深色。</translation>
  </message>
  <message>
   <source>Light theme</source>
   <translation>淺色外觀</translation>
  </message>
  <message>
   <source>Line</source>
   <translation>列</translation>
  </message>
  <message>
   <source>Lines of the audit trail</source>
   <translation>稽核軌跡清單</translation>
  </message>
  <message>
   <source>Lines of the list</source>
   <translation>清單各列</translation>
  </message>
  <message>
   <source>Lines of the sheet</source>
   <translation>回覆表各列</translation>
  </message>
  <message>
   <source>Links</source>
   <translation>關聯</translation>
  </message>
  <message>
   <source>List</source>
   <translation>清單</translation>
  </message>
  <message>
   <source>List of the population</source>
   <translation>母體清單</translation>
  </message>
  <message>
   <source>List of visits</source>
   <translation>查核清單</translation>
  </message>
  <message>
   <source>Lists (*.xlsx *.ods *.csv)</source>
   <translation>清單 (*.xlsx *.ods *.csv)</translation>
  </message>
  <message>
   <source>Lists are matched by them.</source>
   <translation>匯入名冊時依此比對。</translation>
  </message>
  <message>
   <source>Lock</source>
   <translation>鎖定</translation>
  </message>
  <message>
   <source>Lock after minutes without use</source>
   <translation>閒置多久自動鎖定（分鐘）</translation>
  </message>
  <message>
   <source>Lock and write</source>
   <translation>鎖定輸出</translation>
  </message>
  <message>
   <source>Lock and write ...</source>
   <translation>鎖定輸出…</translation>
  </message>
  <message>
   <source>Locked as {number}</source>
   <translation>已鎖定為 {number}</translation>
  </message>
  <message>
   <source>Locked. The screen is kept as it was.</source>
   <translation>已鎖定，畫面保留原樣。</translation>
  </message>
  <message>
   <source>Login</source>
   <translation>登入帳號</translation>
  </message>
  <message>
   <source>Long enough. Several words are better than odd signs.</source>
   <translation>長度足夠。多用幾個詞，比怪符號更安全。</translation>
  </message>
  <message>
   <source>Long enough. Tell it by another way than the file.</source>
   <translation>長度足夠。請用檔案以外的方式告知對方。</translation>
  </message>
  <message>
   <source>Look after this item</source>
   <translation>由我負責這一項</translation>
  </message>
  <message>
   <source>Look and mark</source>
   <translation>檢視與標註</translation>
  </message>
  <message>
   <source>Look around with demo data</source>
   <translation>開啟示範資料</translation>
  </message>
  <message>
   <source>Look at what differs</source>
   <translation>看差異</translation>
  </message>
  <message>
   <source>Look into a package</source>
   <translation>檢視查核包</translation>
  </message>
  <message>
   <source>Made</source>
   <translation>時間</translation>
  </message>
  <message>
   <source>Mail merge {batch}</source>
   <translation>合併列印 {batch}</translation>
  </message>
  <message>
   <source>Make a new recovery code</source>
   <translation>更換復原碼</translation>
  </message>
  <message>
   <source>Make a new workspace</source>
   <translation>建立新的工作區</translation>
  </message>
  <message>
   <source>Make it</source>
   <translation>更換</translation>
  </message>
  <message>
   <source>Make it a deficiency</source>
   <translation>改列缺失</translation>
  </message>
  <message>
   <source>Make it advice</source>
   <translation>改列建議</translation>
  </message>
  <message>
   <source>Make the demo workspace</source>
   <translation>建立示範工作區</translation>
  </message>
  <message>
   <source>Make the first one with “Back up now”.</source>
   <translation>按「立即備份」建立第一份。</translation>
  </message>
  <message>
   <source>Make the missing files again</source>
   <translation>補產生不見的檔案</translation>
  </message>
  <message>
   <source>Make the redacted picture</source>
   <translation>產生遮蔽圖</translation>
  </message>
  <message>
   <source>Make the workspace</source>
   <translation>建立工作區</translation>
  </message>
  <message>
   <source>Mar</source>
   <translation>3月</translation>
  </message>
  <message>
   <source>Mark this item to come back to, or take the mark away</source>
   <translation>標記本項為待追，或取消標記</translation>
  </message>
  <message>
   <source>Marked</source>
   <translation>標記</translation>
  </message>
  <message>
   <source>Marked {count}</source>
   <translation>標記 {count}</translation>
  </message>
  <message>
   <source>Match columns</source>
   <translation>欄位對照</translation>
  </message>
  <message>
   <source>Match the columns of {file}</source>
   <translation>對照 {file} 的欄位</translation>
  </message>
  <message>
   <source>May</source>
   <translation>5月</translation>
  </message>
  <message>
   <source>May stay empty.</source>
   <translation>可以留空。</translation>
  </message>
  <message>
   <source>Maybe deficient</source>
   <translation>可能不符</translation>
  </message>
  <message>
   <source>Measure</source>
   <translation>處置</translation>
  </message>
  <message>
   <source>Measures ...</source>
   <translation>處置…</translation>
  </message>
  <message>
   <source>Measures and the ladder</source>
   <translation>處置與遞進規定</translation>
  </message>
  <message>
   <source>Measures it names</source>
   <translation>所提改善措施</translation>
  </message>
  <message>
   <source>Measures on firms</source>
   <translation>對證券商的處置</translation>
  </message>
  <message>
   <source>Mere remark</source>
   <translation>純備註</translation>
  </message>
  <message>
   <source>Merge</source>
   <translation>合併</translation>
  </message>
  <message>
   <source>Merge conflicts</source>
   <translation>攜回合併</translation>
  </message>
  <message>
   <source>Merge into ...</source>
   <translation>併入…</translation>
  </message>
  <message>
   <source>Merge into another firm ...</source>
   <translation>併入其他證券商…</translation>
  </message>
  <message>
   <source>Merge the pattern</source>
   <translation>併入其他態樣</translation>
  </message>
  <message>
   <source>Merge {code} {name}</source>
   <translation>合併：{code} {name}</translation>
  </message>
  <message>
   <source>Merge {pattern}</source>
   <translation>併入 {pattern}</translation>
  </message>
  <message>
   <source>Merged</source>
   <translation>已合併</translation>
  </message>
  <message>
   <source>Merged and split</source>
   <translation>併入與拆分</translation>
  </message>
  <message>
   <source>Merged into</source>
   <translation>併入</translation>
  </message>
  <message>
   <source>Merged {merged} records. Everything is merged.</source>
   <translation>已合併 {merged} 筆，全部合併完成。</translation>
  </message>
  <message>
   <source>Merged {merged} records. {count} conflict waits for a decision.</source>
   <translation>已合併 {merged} 筆，{count} 處衝突待決定。</translation>
  </message>
  <message>
   <source>Merged {merged} records. {count} conflicts wait for a decision.</source>
   <translation>已合併 {merged} 筆，{count} 處衝突待決定。</translation>
  </message>
  <message>
   <source>Met</source>
   <translation>齊備</translation>
  </message>
  <message>
   <source>Method</source>
   <translation>方法</translation>
  </message>
  <message>
   <source>Mine</source>
   <translation>我的</translation>
  </message>
  <message>
   <source>Mine {count}</source>
   <translation>我的 {count}</translation>
  </message>
  <message>
   <source>Mode</source>
   <translation>方式</translation>
  </message>
  <message>
   <source>Mon</source>
   <translation>一</translation>
  </message>
  <message>
   <source>Monday</source>
   <translation>星期一</translation>
  </message>
  <message>
   <source>Month due</source>
   <translation>期限月份</translation>
  </message>
  <message>
   <source>More</source>
   <translation>更多</translation>
  </message>
  <message>
   <source>More filters and acts</source>
   <translation>更多篩選與功能</translation>
  </message>
  <message>
   <source>More time</source>
   <translation>展期</translation>
  </message>
  <message>
   <source>More time ...</source>
   <translation>展期…</translation>
  </message>
  <message>
   <source>More time for {number}</source>
   <translation>「{number}」展期</translation>
  </message>
  <message>
   <source>Most in {section}, as last year</source>
   <translation>{section}最多，與去年相同</translation>
  </message>
  <message>
   <source>Most in {section}, none the year before</source>
   <translation>{section}最多，去年沒有</translation>
  </message>
  <message>
   <source>Most in {section}, {count} fewer than last year</source>
   <translation>{section}最多，較去年少 {count} 件</translation>
  </message>
  <message>
   <source>Most in {section}, {count} more than last year</source>
   <translation>{section}最多，較去年多 {count} 件</translation>
  </message>
  <message>
   <source>NT$</source>
   <translation>金額</translation>
  </message>
  <message>
   <source>NT$ bn</source>
   <translation>億元</translation>
  </message>
  <message>
   <source>NT$ {amount}</source>
   <translation>新臺幣 {amount} 元</translation>
  </message>
  <message>
   <source>NT$bn</source>
   <translation>資本額（億）</translation>
  </message>
  <message>
   <source>NT${amount}bn</source>
   <translation>{amount} 億元</translation>
  </message>
  <message>
   <source>NT${exact}</source>
   <translation>{exact} 元</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>名稱</translation>
  </message>
  <message>
   <source>Name a folder, from the root on</source>
   <translation>請填完整的資料夾路徑</translation>
  </message>
  <message>
   <source>Name and contact are removed and can't be had back; backups made before still hold them.</source>
   <translation>姓名與聯絡方式將永久刪除；先前的備份仍留有資料。</translation>
  </message>
  <message>
   <source>Name and login are needed</source>
   <translation>請填姓名與登入帳號</translation>
  </message>
  <message>
   <source>Name of the edition</source>
   <translation>版本名稱</translation>
  </message>
  <message>
   <source>Name or code</source>
   <translation>名稱或代號</translation>
  </message>
  <message>
   <source>Name the recent incidents that call for a closer look.</source>
   <translation>請寫明近期發生、須加強查核的事件。</translation>
  </message>
  <message>
   <source>Named firm</source>
   <translation>指名證券商</translation>
  </message>
  <message>
   <source>Names of the parts</source>
   <translation>各部分名稱</translation>
  </message>
  <message>
   <source>Name{bar}result{bar}note on each line, or pasted columns.</source>
   <translation>每行「名稱{bar}結果{bar}說明」，也可貼上多欄。</translation>
  </message>
  <message>
   <source>Needed for a refusal.</source>
   <translation>不同意時必填。</translation>
  </message>
  <message>
   <source>Needed where it is withdrawn.</source>
   <translation>撤回時必填。</translation>
  </message>
  <message>
   <source>Needed: choose the column it is in.</source>
   <translation>必要欄位：請選擇對應欄。</translation>
  </message>
  <message>
   <source>New</source>
   <translation>新增</translation>
  </message>
  <message>
   <source>New branch</source>
   <translation>新增分公司</translation>
  </message>
  <message>
   <source>New due date</source>
   <translation>新的改善期限</translation>
  </message>
  <message>
   <source>New interview</source>
   <translation>新增訪談</translation>
  </message>
  <message>
   <source>New item</source>
   <translation>新增項目</translation>
  </message>
  <message>
   <source>New name</source>
   <translation>新名稱</translation>
  </message>
  <message>
   <source>New passphrase</source>
   <translation>新密碼</translation>
  </message>
  <message>
   <source>New recovery code</source>
   <translation>新的復原碼</translation>
  </message>
  <message>
   <source>New sample</source>
   <translation>新增抽樣</translation>
  </message>
  <message>
   <source>New terms</source>
   <translation>條件異動</translation>
  </message>
  <message>
   <source>New version</source>
   <translation>新版本</translation>
  </message>
  <message>
   <source>New version of the wording</source>
   <translation>新增文字範本版本</translation>
  </message>
  <message>
   <source>New words</source>
   <translation>文字異動</translation>
  </message>
  <message>
   <source>New workspace or demo</source>
   <translation>新工作區或示範資料</translation>
  </message>
  <message>
   <source>New: {what}</source>
   <translation>新增{what}</translation>
  </message>
  <message>
   <source>Newer</source>
   <translation>較新</translation>
  </message>
  <message>
   <source>Newest photo</source>
   <translation>附上最新照片</translation>
  </message>
  <message>
   <source>Newest photo {time}</source>
   <translation>最新照片 {time}</translation>
  </message>
  <message>
   <source>Newest photo {time}, {ago}</source>
   <translation>最新照片 {time}，{ago}</translation>
  </message>
  <message>
   <source>Next</source>
   <translation>下一步</translation>
  </message>
  <message>
   <source>Next conflict</source>
   <translation>下一處衝突</translation>
  </message>
  <message>
   <source>Next item not checked</source>
   <translation>下一個未查項目</translation>
  </message>
  <message>
   <source>Next page</source>
   <translation>下一頁</translation>
  </message>
  <message>
   <source>Next pane</source>
   <translation>下一個窗格</translation>
  </message>
  <message>
   <source>Next seven days</source>
   <translation>接下來 7 天</translation>
  </message>
  <message>
   <source>Next step</source>
   <translation>下一步</translation>
  </message>
  <message>
   <source>No</source>
   <translation>否</translation>
  </message>
  <message>
   <source>No answer is owed</source>
   <translation>沒有待函復的公文</translation>
  </message>
  <message>
   <source>No answer is recorded</source>
   <translation>沒有回覆紀錄</translation>
  </message>
  <message>
   <source>No audit can be checked out.</source>
   <translation>沒有可攜出的查核。</translation>
  </message>
  <message>
   <source>No backups yet</source>
   <translation>還沒有備份</translation>
  </message>
  <message>
   <source>No branch is recorded. A list of branches brings them in.</source>
   <translation>沒有登錄分公司。匯入分公司名冊即可帶入。</translation>
  </message>
  <message>
   <source>No changes recorded</source>
   <translation>沒有變更紀錄</translation>
  </message>
  <message>
   <source>No checkpoint yet</source>
   <translation>尚無簽章</translation>
  </message>
  <message>
   <source>No comments yet.</source>
   <translation>尚無意見。</translation>
  </message>
  <message>
   <source>No conflict waits for a decision.</source>
   <translation>沒有待決定的合併衝突。</translation>
  </message>
  <message>
   <source>No contact is kept for this firm yet.</source>
   <translation>這家證券商尚無聯絡人。</translation>
  </message>
  <message>
   <source>No date was found for {count} firm</source>
   <translation>{count} 家找不到可用日期</translation>
  </message>
  <message>
   <source>No date was found for {count} firms</source>
   <translation>{count} 家找不到可用日期</translation>
  </message>
  <message>
   <source>No day was set.</source>
   <translation>未訂應攜回日。</translation>
  </message>
  <message>
   <source>No edition of the rules is in force on this day, so tier, staffing duty and scope are not told.</source>
   <translation>這一天沒有施行中的規則版本，因此不顯示級距、人力編制與範圍。</translation>
  </message>
  <message>
   <source>No evidence is kept with this finding.</source>
   <translation>這則缺失沒有證物。</translation>
  </message>
  <message>
   <source>No evidence yet. Add photos, screenshots or files.</source>
   <translation>還沒有證物。可加入照片、螢幕截圖或檔案。</translation>
  </message>
  <message>
   <source>No exceptions</source>
   <translation>沒有例外</translation>
  </message>
  <message>
   <source>No facts</source>
   <translation>事實待補</translation>
  </message>
  <message>
   <source>No facts are written yet.</source>
   <translation>尚未填寫查得事實。</translation>
  </message>
  <message>
   <source>No file of findings was taken in yet.</source>
   <translation>尚未匯入缺失檔案。</translation>
  </message>
  <message>
   <source>No finding fits the filter</source>
   <translation>沒有符合篩選的缺失</translation>
  </message>
  <message>
   <source>No finding is open</source>
   <translation>沒有未結的缺失</translation>
  </message>
  <message>
   <source>No finding of another authority was taken in yet.</source>
   <translation>尚未匯入其他機關的缺失。</translation>
  </message>
  <message>
   <source>No finding waits for review</source>
   <translation>沒有待覆核的缺失</translation>
  </message>
  <message>
   <source>No findings</source>
   <translation>沒有缺失</translation>
  </message>
  <message>
   <source>No findings here</source>
   <translation>這裡沒有缺失</translation>
  </message>
  <message>
   <source>No findings of other authorities are kept.</source>
   <translation>沒有其他機關之缺失。</translation>
  </message>
  <message>
   <source>No findings this year</source>
   <translation>本年度尚無缺失</translation>
  </message>
  <message>
   <source>No firm chosen</source>
   <translation>未選擇證券商</translation>
  </message>
  <message>
   <source>No firm fits the filter</source>
   <translation>沒有符合篩選的證券商</translation>
  </message>
  <message>
   <source>No firm named yet</source>
   <translation>尚未指名</translation>
  </message>
  <message>
   <source>No firm's tier is known</source>
   <translation>沒有已知級距的證券商</translation>
  </message>
  <message>
   <source>No folder is chosen for the evidence tray.</source>
   <translation>證物匣還沒有選擇資料夾。</translation>
  </message>
  <message>
   <source>No folder is watched for packages.</source>
   <translation>尚未選擇查核包資料夾。</translation>
  </message>
  <message>
   <source>No item comes to mind. Type in the list of items, then link the note there.</source>
   <translation>沒有相近的項目。可改列純備註，或在內文以 # 指定項目。</translation>
  </message>
  <message>
   <source>No item fits the filter</source>
   <translation>沒有符合篩選的項目</translation>
  </message>
  <message>
   <source>No item has these words.</source>
   <translation>沒有符合的項目。</translation>
  </message>
  <message>
   <source>No jobs in this session.</source>
   <translation>這次開啟後還沒有工作。</translation>
  </message>
  <message>
   <source>No key items yet</source>
   <translation>尚無年度重要查核項目</translation>
  </message>
  <message>
   <source>No letter fits the filter</source>
   <translation>沒有符合篩選的公文</translation>
  </message>
  <message>
   <source>No letter is due</source>
   <translation>沒有待發的函</translation>
  </message>
  <message>
   <source>No letter of this kind is due: {kind}</source>
   <translation>沒有待發的「{kind}」函</translation>
  </message>
  <message>
   <source>No letter was sent this year</source>
   <translation>本年度尚未發函</translation>
  </message>
  <message>
   <source>No letter was written yet</source>
   <translation>尚未產生公文</translation>
  </message>
  <message>
   <source>No letters yet</source>
   <translation>尚無公文</translation>
  </message>
  <message>
   <source>No line chosen</source>
   <translation>尚未選取</translation>
  </message>
  <message>
   <source>No line fits the filter</source>
   <translation>沒有符合篩選的紀錄</translation>
  </message>
  <message>
   <source>No list was taken in yet.</source>
   <translation>尚未匯入名冊。</translation>
  </message>
  <message>
   <source>No matching is remembered. One is kept when a list with columns of its own is applied.</source>
   <translation>沒有記住的欄位對照。套用自訂欄位的名冊時會記下一筆。</translation>
  </message>
  <message>
   <source>No measure is recorded yet.</source>
   <translation>尚未登錄處置。</translation>
  </message>
  <message>
   <source>No mistake; it was filled with sample data.</source>
   <translation>沒有錯誤，已以範例資料試填。</translation>
  </message>
  <message>
   <source>No mistake; the letter beside is drawn from it.</source>
   <translation>沒有錯誤，右側為試填結果。</translation>
  </message>
  <message>
   <source>No new photo lies in the tray.</source>
   <translation>證物匣沒有新的照片。</translation>
  </message>
  <message>
   <source>No notes to be sorted</source>
   <translation>沒有待整理的快記</translation>
  </message>
  <message>
   <source>No notice holds these words</source>
   <translation>沒有符合的公告</translation>
  </message>
  <message>
   <source>No notice is chosen</source>
   <translation>尚未選取公告</translation>
  </message>
  <message>
   <source>No notice is locked yet</source>
   <translation>尚無已鎖定的公告</translation>
  </message>
  <message>
   <source>No notice of last year is locked here, so nothing is compared.</source>
   <translation>此處沒有去年鎖定的公告，無從比較。</translation>
  </message>
  <message>
   <source>No other firm had this pattern in the last three years.</source>
   <translation>近三年沒有其他公司出現此態樣。</translation>
  </message>
  <message>
   <source>No pattern chosen yet</source>
   <translation>尚未選擇態樣</translation>
  </message>
  <message>
   <source>No pattern fits the filter</source>
   <translation>沒有符合篩選的態樣</translation>
  </message>
  <message>
   <source>No pattern fits these words.</source>
   <translation>沒有符合的態樣。</translation>
  </message>
  <message>
   <source>No pattern is chosen</source>
   <translation>尚未選取態樣</translation>
  </message>
  <message>
   <source>No place waits for a decision.</source>
   <translation>沒有待決定之處。</translation>
  </message>
  <message>
   <source>No preview</source>
   <translation>無法預覽</translation>
  </message>
  <message>
   <source>No preview of this kind of file.</source>
   <translation>這種檔案無法預覽。</translation>
  </message>
  <message>
   <source>No register yet</source>
   <translation>尚無名冊</translation>
  </message>
  <message>
   <source>No reply is overdue.</source>
   <translation>沒有逾期未覆的公文。</translation>
  </message>
  <message>
   <source>No reply is recorded yet.</source>
   <translation>尚未登錄回覆。</translation>
  </message>
  <message>
   <source>No reply sheet was taken in yet.</source>
   <translation>尚未匯入回覆表。</translation>
  </message>
  <message>
   <source>No requirement differs.</source>
   <translation>沒有不同的項目。</translation>
  </message>
  <message>
   <source>No rule edition is in force on that day</source>
   <translation>當日沒有生效的規則版本</translation>
  </message>
  <message>
   <source>No setting has these words.</source>
   <translation>沒有符合的設定。</translation>
  </message>
  <message>
   <source>No shipped edition takes its place.</source>
   <translation>沒有隨附的規則版本取代這一版。</translation>
  </message>
  <message>
   <source>No template</source>
   <translation>沒有範本</translation>
  </message>
  <message>
   <source>No tip fits the filter</source>
   <translation>沒有符合篩選的檢舉</translation>
  </message>
  <message>
   <source>No tips yet</source>
   <translation>尚無檢舉</translation>
  </message>
  <message>
   <source>No unit</source>
   <translation>缺單位</translation>
  </message>
  <message>
   <source>No visit fits the filter</source>
   <translation>沒有符合篩選的查核</translation>
  </message>
  <message>
   <source>No visit is chosen</source>
   <translation>尚未選取查核</translation>
  </message>
  <message>
   <source>No visits yet</source>
   <translation>尚無查核</translation>
  </message>
  <message>
   <source>No workspace in this folder</source>
   <translation>這個資料夾裡沒有工作區</translation>
  </message>
  <message>
   <source>Nobody in particular</source>
   <translation>不指定</translation>
  </message>
  <message>
   <source>Nobody is away</source>
   <translation>沒有人休假</translation>
  </message>
  <message>
   <source>Nobody is kept</source>
   <translation>未留資料</translation>
  </message>
  <message>
   <source>None of them can be done.</source>
   <translation>沒有任何一則可以處理。</translation>
  </message>
  <message>
   <source>None.</source>
   <translation>沒有。</translation>
  </message>
  <message>
   <source>Not a leak ...</source>
   <translation>不是洩漏…</translation>
  </message>
  <message>
   <source>Not back in time</source>
   <translation>逾期未攜回</translation>
  </message>
  <message>
   <source>Not beside it, so not compared:</source>
   <translation>不在同一資料夾，未比對：</translation>
  </message>
  <message>
   <source>Not checked</source>
   <translation>未查</translation>
  </message>
  <message>
   <source>Not checked yet</source>
   <translation>尚未檢查</translation>
  </message>
  <message>
   <source>Not checked {count}</source>
   <translation>未查 {count}</translation>
  </message>
  <message>
   <source>Not deleted</source>
   <translation>保留</translation>
  </message>
  <message>
   <source>Not every one of them is approved.</source>
   <translation>所選公文尚有未核定者。</translation>
  </message>
  <message>
   <source>Not every one of them was sent.</source>
   <translation>所選公文尚有未寄發者。</translation>
  </message>
  <message>
   <source>Not genuine: no notice that was locked here has this file.</source>
   <translation>不符：此處鎖定的公告均無此檔案。</translation>
  </message>
  <message>
   <source>Not genuine: written without sign-off as {number}, for the inside only.</source>
   <translation>並非正式公告：為 {number} 未經簽核之內部文稿。</translation>
  </message>
  <message>
   <source>Not grouped</source>
   <translation>不分組</translation>
  </message>
  <message>
   <source>Not in a visit yet.</source>
   <translation>尚未納入查核。</translation>
  </message>
  <message>
   <source>Not in the list</source>
   <translation>清單未列</translation>
  </message>
  <message>
   <source>Not included</source>
   <translation>未列入</translation>
  </message>
  <message>
   <source>Not known: the capital is not recorded.</source>
   <translation>不明：尚未登錄資本額。</translation>
  </message>
  <message>
   <source>Not planned</source>
   <translation>未排程</translation>
  </message>
  <message>
   <source>Not sent yet</source>
   <translation>尚未寄發</translation>
  </message>
  <message>
   <source>Not there.</source>
   <translation>無此項。</translation>
  </message>
  <message>
   <source>Not visited in n years</source>
   <translation>n 年未查</translation>
  </message>
  <message>
   <source>Not visited yet.</source>
   <translation>尚未查核過。</translation>
  </message>
  <message>
   <source>Note</source>
   <translation>快記</translation>
  </message>
  <message>
   <source>Notes</source>
   <translation>快記</translation>
  </message>
  <message>
   <source>Notes to be sorted</source>
   <translation>待整理</translation>
  </message>
  <message>
   <source>Nothing</source>
   <translation>（空白）</translation>
  </message>
  <message>
   <source>Nothing came home yet</source>
   <translation>尚無攜回</translation>
  </message>
  <message>
   <source>Nothing can be written here</source>
   <translation>這個位置無法寫入</translation>
  </message>
  <message>
   <source>Nothing could tell a firm here</source>
   <translation>這段文字沒有可辨識公司的內容</translation>
  </message>
  <message>
   <source>Nothing fits the filter</source>
   <translation>沒有符合篩選的項目</translation>
  </message>
  <message>
   <source>Nothing found</source>
   <translation>找不到</translation>
  </message>
  <message>
   <source>Nothing has happened yet</source>
   <translation>尚無活動</translation>
  </message>
  <message>
   <source>Nothing in the next seven days.</source>
   <translation>接下來 7 天沒有排定的事項。</translation>
  </message>
  <message>
   <source>Nothing is accepted in this year yet</source>
   <translation>本年度尚無已核可的缺失</translation>
  </message>
  <message>
   <source>Nothing is checked out</source>
   <translation>沒有攜出的查核</translation>
  </message>
  <message>
   <source>Nothing is chosen</source>
   <translation>尚未選擇項目</translation>
  </message>
  <message>
   <source>Nothing is kept here yet.</source>
   <translation>這裡還沒有紀錄。</translation>
  </message>
  <message>
   <source>Nothing is missing in this visit.</source>
   <translation>本次查核沒有缺漏。</translation>
  </message>
  <message>
   <source>Nothing is missing: the visit can be handed in.</source>
   <translation>沒有缺漏，可以送審。</translation>
  </message>
  <message>
   <source>Nothing is open.</source>
   <translation>沒有待處理的標示。</translation>
  </message>
  <message>
   <source>Nothing is removed before its time or under a legal hold. The visit and its figures stay.</source>
   <translation>未到期或保留凍結中的資料不會移除；查核與統計數字一律保留。</translation>
  </message>
  <message>
   <source>Nothing missing</source>
   <translation>沒有缺漏</translation>
  </message>
  <message>
   <source>Nothing of the visit {visit} is removed while the hold stands, however old.</source>
   <translation>凍結期間，查核 {visit} 的資料不論多久都不會移除。</translation>
  </message>
  <message>
   <source>Nothing of {year} is accepted yet</source>
   <translation>{year} 年度尚無已核可的缺失</translation>
  </message>
  <message>
   <source>Nothing recorded yet.</source>
   <translation>尚未登錄。</translation>
  </message>
  <message>
   <source>Nothing to apply.</source>
   <translation>沒有可套用的內容。</translation>
  </message>
  <message>
   <source>Nothing to do today.</source>
   <translation>今天沒有待辦。</translation>
  </message>
  <message>
   <source>Nothing to do today. Next: {day} {what}</source>
   <translation>今天沒有待辦。下一件：{day} {what}</translation>
  </message>
  <message>
   <source>Nothing to publish yet</source>
   <translation>還沒有可公告的內容</translation>
  </message>
  <message>
   <source>Nothing waits for a decision.</source>
   <translation>沒有待決定之處。</translation>
  </message>
  <message>
   <source>Nothing waits for approval</source>
   <translation>沒有待核定的公文</translation>
  </message>
  <message>
   <source>Nothing waits for review</source>
   <translation>沒有待覆核的缺失</translation>
  </message>
  <message>
   <source>Nothing was deleted in this visit.</source>
   <translation>本次查核沒有刪除的資料。</translation>
  </message>
  <message>
   <source>Nothing was kept here.</source>
   <translation>這裡沒有紀錄。</translation>
  </message>
  <message>
   <source>Nothing was recorded yet</source>
   <translation>尚無紀錄</translation>
  </message>
  <message>
   <source>Nothing was written down</source>
   <translation>未記載</translation>
  </message>
  <message>
   <source>Notice</source>
   <translation>年度公告</translation>
  </message>
  <message>
   <source>Notice approved</source>
   <translation>公告已核定</translation>
  </message>
  <message>
   <source>Notice of {year}</source>
   <translation>{year} 年度公告</translation>
  </message>
  <message>
   <source>Notice of {year} is overdue</source>
   <translation>{year} 年度公告已逾期</translation>
  </message>
  <message>
   <source>Notice sent back</source>
   <translation>公告已退回</translation>
  </message>
  <message>
   <source>Nov</source>
   <translation>11月</translation>
  </message>
  <message>
   <source>Number</source>
   <translation>編號</translation>
  </message>
  <message>
   <source>Number of the finding that came of it.</source>
   <translation>由此查得之缺失編號。</translation>
  </message>
  <message>
   <source>Number of the firm's letter</source>
   <translation>來文字號</translation>
  </message>
  <message>
   <source>Number, name or content</source>
   <translation>編號、名稱或內容</translation>
  </message>
  <message>
   <source>Numbered {number} there</source>
   <translation>條文編號 {number}</translation>
  </message>
  <message>
   <source>Numbers</source>
   <translation>發文字號</translation>
  </message>
  <message>
   <source>Numbers of the catalogue, parted by blanks.</source>
   <translation>態樣編號，以空格分隔。</translation>
  </message>
  <message>
   <source>Numbers, parted by blanks.</source>
   <translation>編號，以空格分隔。</translation>
  </message>
  <message>
   <source>Object</source>
   <translation>對象</translation>
  </message>
  <message>
   <source>Oct</source>
   <translation>10月</translation>
  </message>
  <message>
   <source>Of</source>
   <translation>適用</translation>
  </message>
  <message>
   <source>Of lists and tables.</source>
   <translation>清單與表格的列高。</translation>
  </message>
  <message>
   <source>Of others</source>
   <translation>其他機關</translation>
  </message>
  <message>
   <source>Off</source>
   <translation>關</translation>
  </message>
  <message>
   <source>Offline</source>
   <translation>無</translation>
  </message>
  <message>
   <source>Older</source>
   <translation>較舊</translation>
  </message>
  <message>
   <source>Older than the register</source>
   <translation>較名冊舊</translation>
  </message>
  <message>
   <source>Older, left</source>
   <translation>較舊，不採用</translation>
  </message>
  <message>
   <source>On</source>
   <translation>開</translation>
  </message>
  <message>
   <source>On days before, the firm keeps the name it bore.</source>
   <translation>在此之前的日期仍顯示原名稱。</translation>
  </message>
  <message>
   <source>On “{words}”</source>
   <translation>針對「{words}」</translation>
  </message>
  <message>
   <source>Online</source>
   <translation>網路下單</translation>
  </message>
  <message>
   <source>Only PDF files can be signed: choose PDF too</source>
   <translation>只有 PDF 可以簽章，請一併勾選 PDF</translation>
  </message>
  <message>
   <source>Only a draft can be edited: copy this edition first.</source>
   <translation>只有草案可以編輯，請先複製為新版本。</translation>
  </message>
  <message>
   <source>Only a picture can be freed of its place.</source>
   <translation>只有圖片能移除位置。</translation>
  </message>
  <message>
   <source>Only a visit that is handed in can be signed off.</source>
   <translation>送審後才能簽核。</translation>
  </message>
  <message>
   <source>Only administrators see it. Your name, the time and the reason stay in the audit trail.</source>
   <translation>只有系統管理者看得到。您的姓名、時間與理由會留在稽核軌跡。</translation>
  </message>
  <message>
   <source>Only firms not yet scheduled</source>
   <translation>僅顯示未排程</translation>
  </message>
  <message>
   <source>Only firms short of staff</source>
   <translation>只看人力不足</translation>
  </message>
  <message>
   <source>Only internal references changed.</source>
   <translation>只有內部關聯欄位有變更。</translation>
  </message>
  <message>
   <source>Only take in a package</source>
   <translation>只匯入查核包</translation>
  </message>
  <message>
   <source>Only the holder of the secret key can open it.</source>
   <translation>只有持有私密金鑰的人打得開。</translation>
  </message>
  <message>
   <source>Only what both sides changed is listed. Evidence, notes and remarks of both are kept.</source>
   <translation>兩邊改到同一欄才會列在這裡。證物、快記與意見一律兩邊都留。</translation>
  </message>
  <message>
   <source>Only what is handed in and not received can be gone on with.</source>
   <translation>只有已繳回而辦公室尚未收受的才能取回續作。</translation>
  </message>
  <message>
   <source>Only where an audit needs it.</source>
   <translation>僅在查核需要時填寫。</translation>
  </message>
  <message>
   <source>Only where money is asked for.</source>
   <translation>涉及金額時才填寫。</translation>
  </message>
  <message>
   <source>Only {object}: show all again</source>
   <translation>只顯示 {object}，按此恢復全部</translation>
  </message>
  <message>
   <source>Open</source>
   <translation>開啟</translation>
  </message>
  <message>
   <source>Open AuditDesk</source>
   <translation>開啟 AuditDesk</translation>
  </message>
  <message>
   <source>Open a workspace that exists</source>
   <translation>開啟既有的工作區</translation>
  </message>
  <message>
   <source>Open again</source>
   <translation>重開</translation>
  </message>
  <message>
   <source>Open again ...</source>
   <translation>重開…</translation>
  </message>
  <message>
   <source>Open conflicts</source>
   <translation>待決定</translation>
  </message>
  <message>
   <source>Open flags</source>
   <translation>待處理的標示</translation>
  </message>
  <message>
   <source>Open it</source>
   <translation>開啟</translation>
  </message>
  <message>
   <source>Open its folder</source>
   <translation>開啟資料夾</translation>
  </message>
  <message>
   <source>Open one with “Open visit”.</source>
   <translation>按「開啟查核」建立。</translation>
  </message>
  <message>
   <source>Open rule</source>
   <translation>開啟規則</translation>
  </message>
  <message>
   <source>Open the file</source>
   <translation>開啟檔案</translation>
  </message>
  <message>
   <source>Open the finding again</source>
   <translation>重新開啟缺失</translation>
  </message>
  <message>
   <source>Open the folder</source>
   <translation>開啟資料夾</translation>
  </message>
  <message>
   <source>Open the folder of the batch</source>
   <translation>開啟本批資料夾</translation>
  </message>
  <message>
   <source>Open the package</source>
   <translation>開啟查核包</translation>
  </message>
  <message>
   <source>Open the rules</source>
   <translation>開啟規則</translation>
  </message>
  <message>
   <source>Open visit</source>
   <translation>開啟查核</translation>
  </message>
  <message>
   <source>Open visit of {firm}</source>
   <translation>開啟{firm}的查核</translation>
  </message>
  <message>
   <source>Open visit: {code} {name}</source>
   <translation>開啟查核：{code} {name}</translation>
  </message>
  <message>
   <source>Open {number}</source>
   <translation>開啟 {number}</translation>
  </message>
  <message>
   <source>Open {number} again</source>
   <translation>重開 {number}</translation>
  </message>
  <message>
   <source>Open: {name}</source>
   <translation>開啟：{name}</translation>
  </message>
  <message>
   <source>Opened on</source>
   <translation>開業日</translation>
  </message>
  <message>
   <source>Opening the package takes a few seconds.</source>
   <translation>開啟查核包需要幾秒鐘。</translation>
  </message>
  <message>
   <source>Opening...</source>
   <translation>開啟中…</translation>
  </message>
  <message>
   <source>Opens the workspace when a passphrase is forgotten. Shown once.</source>
   <translation>忘記密碼時用來開啟工作區，只顯示一次。</translation>
  </message>
  <message>
   <source>Operating Rules, article {article}</source>
   <translation>營業細則第 {article} 條</translation>
  </message>
  <message>
   <source>Or a finding</source>
   <translation>或關聯缺失</translation>
  </message>
  <message>
   <source>Or other days</source>
   <translation>或改期</translation>
  </message>
  <message>
   <source>Order by risk or by waiting time</source>
   <translation>依風險或等候時間排序</translation>
  </message>
  <message>
   <source>Orders</source>
   <translation>電子下單</translation>
  </message>
  <message>
   <source>Original, a redacted copy goes out</source>
   <translation>原檔，對外用遮蔽圖</translation>
  </message>
  <message>
   <source>Other</source>
   <translation>其他</translation>
  </message>
  <message>
   <source>Other authorities ...</source>
   <translation>其他機關的缺失…</translation>
  </message>
  <message>
   <source>Other file …</source>
   <translation>換一個檔案…</translation>
  </message>
  <message>
   <source>Other graded duties</source>
   <translation>其他分級義務</translation>
  </message>
  <message>
   <source>Other spellings</source>
   <translation>其他寫法</translation>
  </message>
  <message>
   <source>Outline</source>
   <translation>公告大綱</translation>
  </message>
  <message>
   <source>Outline of the notice</source>
   <translation>公告大綱</translation>
  </message>
  <message>
   <source>Output</source>
   <translation>輸出</translation>
  </message>
  <message>
   <source>Overdue</source>
   <translation>逾期</translation>
  </message>
  <message>
   <source>Overview</source>
   <translation>概況</translation>
  </message>
  <message>
   <source>PDF</source>
   <translation>PDF</translation>
  </message>
  <message>
   <source>PDF preview</source>
   <translation>預覽 PDF</translation>
  </message>
  <message>
   <source>Package</source>
   <translation>查核包</translation>
  </message>
  <message>
   <source>Package {parcel}</source>
   <translation>查核包 {parcel}</translation>
  </message>
  <message>
   <source>Packages</source>
   <translation>查核包</translation>
  </message>
  <message>
   <source>Packages that came home</source>
   <translation>攜回的查核包</translation>
  </message>
  <message>
   <source>Packages that inspectors lay there are offered in the list of visits. The files stay where they are.</source>
   <translation>查核員放進來的查核包會在查核清單提示；檔案留在原處。</translation>
  </message>
  <message>
   <source>Packages that left</source>
   <translation>攜出的查核包</translation>
  </message>
  <message>
   <source>Page {number} of {total}</source>
   <translation>第 {number} 頁／共 {total} 頁</translation>
  </message>
  <message>
   <source>Palette: go, find, do</source>
   <translation>指令列：前往、尋找、執行</translation>
  </message>
  <message>
   <source>Panes as at first</source>
   <translation>窗格還原</translation>
  </message>
  <message>
   <source>Papers of the visit</source>
   <translation>查核文件</translation>
  </message>
  <message>
   <source>Paragraph</source>
   <translation>項次</translation>
  </message>
  <message>
   <source>Parent firm</source>
   <translation>總公司</translation>
  </message>
  <message>
   <source>Part</source>
   <translation>部分</translation>
  </message>
  <message>
   <source>Part 1</source>
   <translation>第一部分</translation>
  </message>
  <message>
   <source>Part 2</source>
   <translation>第二部分</translation>
  </message>
  <message>
   <source>Part 3</source>
   <translation>第三部分</translation>
  </message>
  <message>
   <source>Particulars</source>
   <translation>基本資料</translation>
  </message>
  <message>
   <source>Particulars of {name}</source>
   <translation>{name} 的基本資料</translation>
  </message>
  <message>
   <source>Parts checked</source>
   <translation>查核部分</translation>
  </message>
  <message>
   <source>Parts of the audit scope</source>
   <translation>查核範圍各部分</translation>
  </message>
  <message>
   <source>Passphrase</source>
   <translation>保護密碼</translation>
  </message>
  <message>
   <source>Passphrase of the package</source>
   <translation>查核包密碼</translation>
  </message>
  <message>
   <source>Passphrases stay. Earlier backups still open with the passphrases of their time.</source>
   <translation>各人的密碼不變。先前的備份仍以當時的密碼開啟。</translation>
  </message>
  <message>
   <source>Password of the certificate</source>
   <translation>憑證密碼</translation>
  </message>
  <message>
   <source>Past visits</source>
   <translation>歷次查核</translation>
  </message>
  <message>
   <source>Paste a column of a spreadsheet; one piece a line.</source>
   <translation>可貼上試算表的一欄，一行一筆。</translation>
  </message>
  <message>
   <source>Pattern</source>
   <translation>缺失態樣</translation>
  </message>
  <message>
   <source>Pattern, severity and state stay, so that figures and notices still add up. Earlier backups still hold the papers.</source>
   <translation>態樣、嚴重度與狀態保留，統計與公告數字不變。較早的備份仍含有這些資料。</translation>
  </message>
  <message>
   <source>Patterns</source>
   <translation>缺失態樣</translation>
  </message>
  <message>
   <source>Patterns at too few firms</source>
   <translation>家數過少的態樣</translation>
  </message>
  <message>
   <source>Peers</source>
   <translation>同類先例</translation>
  </message>
  <message>
   <source>People</source>
   <translation>人員</translation>
  </message>
  <message>
   <source>People and roles</source>
   <translation>使用者與權限</translation>
  </message>
  <message>
   <source>Period</source>
   <translation>期間</translation>
  </message>
  <message>
   <source>Person</source>
   <translation>人員</translation>
  </message>
  <message>
   <source>Photos and screenshots that arrive there are offered by Ctrl+E. The files stay where they are.</source>
   <translation>傳到這裡的照片與截圖可用 Ctrl+E 附上；檔案留在原處。</translation>
  </message>
  <message>
   <source>Place</source>
   <translation>列入</translation>
  </message>
  <message>
   <source>Place a legal hold</source>
   <translation>列入保留凍結</translation>
  </message>
  <message>
   <source>Plan</source>
   <translation>年度計畫</translation>
  </message>
  <message>
   <source>Plan a visit</source>
   <translation>排入查核</translation>
  </message>
  <message>
   <source>Plan a visit: {firm}</source>
   <translation>排入查核：{firm}</translation>
  </message>
  <message>
   <source>Plan approved</source>
   <translation>計畫已核定</translation>
  </message>
  <message>
   <source>Plan it</source>
   <translation>排入</translation>
  </message>
  <message>
   <source>Plan of {year}</source>
   <translation>{year} 年度計畫</translation>
  </message>
  <message>
   <source>Plan of {year} begun</source>
   <translation>已建立 {year} 年度計畫</translation>
  </message>
  <message>
   <source>Plan of {year} copied</source>
   <translation>已複製為 {year} 年度計畫</translation>
  </message>
  <message>
   <source>Plan of {year} written to {file}</source>
   <translation>{year} 年度計畫已寫入 {file}</translation>
  </message>
  <message>
   <source>Plan sent back</source>
   <translation>計畫已退回</translation>
  </message>
  <message>
   <source>Plan submitted</source>
   <translation>計畫已送審</translation>
  </message>
  <message>
   <source>Planned visit: {firm}</source>
   <translation>排定的查核：{firm}</translation>
  </message>
  <message>
   <source>Planned visits</source>
   <translation>排定的查核</translation>
  </message>
  <message>
   <source>Points of review</source>
   <translation>覆核要點</translation>
  </message>
  <message>
   <source>Population</source>
   <translation>母體</translation>
  </message>
  <message>
   <source>Population not named</source>
   <translation>母體未命名</translation>
  </message>
  <message>
   <source>Population size</source>
   <translation>母體數量</translation>
  </message>
  <message>
   <source>Press 1–3 to judge it after all.</source>
   <translation>如需判定請按 1–3。</translation>
  </message>
  <message>
   <source>Press 2 or 3 for a finding after all.</source>
   <translation>如需撰寫請按 2 或 3。</translation>
  </message>
  <message>
   <source>Preview</source>
   <translation>預覽</translation>
  </message>
  <message>
   <source>Preview: {act}</source>
   <translation>預覽：{act}</translation>
  </message>
  <message>
   <source>Previous page</source>
   <translation>上一頁</translation>
  </message>
  <message>
   <source>Previous pane</source>
   <translation>上一個窗格</translation>
  </message>
  <message>
   <source>Print the code or write it down first</source>
   <translation>請先印出或抄下復原碼</translation>
  </message>
  <message>
   <source>Print...</source>
   <translation>列印…</translation>
  </message>
  <message>
   <source>Printed</source>
   <translation>公布</translation>
  </message>
  <message>
   <source>Problem</source>
   <translation>問題</translation>
  </message>
  <message>
   <source>Problems</source>
   <translation>問題</translation>
  </message>
  <message>
   <source>Problems {count}</source>
   <translation>問題 {count}</translation>
  </message>
  <message>
   <source>Progress</source>
   <translation>進度</translation>
  </message>
  <message>
   <source>Progress of the year</source>
   <translation>年度查核進度</translation>
  </message>
  <message>
   <source>Proof (*.jsonl)</source>
   <translation>可檢驗的軌跡檔 (*.jsonl)</translation>
  </message>
  <message>
   <source>Proof with the verifying script (*.jsonl)</source>
   <translation>可檢驗的軌跡檔，附檢驗程式 (*.jsonl)</translation>
  </message>
  <message>
   <source>Propose</source>
   <translation>提出</translation>
  </message>
  <message>
   <source>Propose a key item</source>
   <translation>提出重要項目</translation>
  </message>
  <message>
   <source>Propose a key item of the year</source>
   <translation>提出年度重要查核項目</translation>
  </message>
  <message>
   <source>Propose a wording</source>
   <translation>提議態樣</translation>
  </message>
  <message>
   <source>Propose a wording ...</source>
   <translation>提議態樣…</translation>
  </message>
  <message>
   <source>Propose an exception</source>
   <translation>提出例外</translation>
  </message>
  <message>
   <source>Proposed</source>
   <translation>提出</translation>
  </message>
  <message>
   <source>Proposed by {person}.</source>
   <translation>提案人：{person}。</translation>
  </message>
  <message>
   <source>Proposed. Another supervisor decides under Rules.</source>
   <translation>已提出，由另一位主管於「規則」核可。</translation>
  </message>
  <message>
   <source>Prove that nothing can be computed</source>
   <translation>證明無法推算</translation>
  </message>
  <message>
   <source>Public key</source>
   <translation>公開金鑰</translation>
  </message>
  <message>
   <source>Public key of the receiver</source>
   <translation>收受人的公開金鑰</translation>
  </message>
  <message>
   <source>Public register</source>
   <translation>公告登錄</translation>
  </message>
  <message>
   <source>Publisher</source>
   <translation>發布單位</translation>
  </message>
  <message>
   <source>Put in force</source>
   <translation>核定施行</translation>
  </message>
  <message>
   <source>Put in force ...</source>
   <translation>核可生效…</translation>
  </message>
  <message>
   <source>Put in force by</source>
   <translation>核定</translation>
  </message>
  <message>
   <source>Put in force...</source>
   <translation>核定…</translation>
  </message>
  <message>
   <source>Put it there all the same</source>
   <translation>我了解，仍要放在這裡</translation>
  </message>
  <message>
   <source>Put the finding to another item</source>
   <translation>將缺失歸到其他項目</translation>
  </message>
  <message>
   <source>Put to another item</source>
   <translation>歸到其他項目</translation>
  </message>
  <message>
   <source>Put version {number} in force</source>
   <translation>核定第 {number} 版</translation>
  </message>
  <message>
   <source>Put {pattern} in force</source>
   <translation>核可 {pattern}</translation>
  </message>
  <message>
   <source>Put “{edition}” in force</source>
   <translation>核定「{edition}」施行</translation>
  </message>
  <message>
   <source>Queue</source>
   <translation>佇列</translation>
  </message>
  <message>
   <source>Quick capture</source>
   <translation>記一筆</translation>
  </message>
  <message>
   <source>Quote last year's text</source>
   <translation>引用去年文字</translation>
  </message>
  <message>
   <source>Rate</source>
   <translation>比率</translation>
  </message>
  <message>
   <source>Read again</source>
   <translation>重新讀取</translation>
  </message>
  <message>
   <source>Read {file}</source>
   <translation>讀取 {file}</translation>
  </message>
  <message>
   <source>Reading the evidence.</source>
   <translation>正在讀取證物。</translation>
  </message>
  <message>
   <source>Reading the list</source>
   <translation>讀取名冊</translation>
  </message>
  <message>
   <source>Reading the list …</source>
   <translation>讀取名冊中…</translation>
  </message>
  <message>
   <source>Reason</source>
   <translation>原因</translation>
  </message>
  <message>
   <source>Reason for handing it in like this</source>
   <translation>仍要送審的理由</translation>
  </message>
  <message>
   <source>Reason in English</source>
   <translation>更正說明（英文）</translation>
  </message>
  <message>
   <source>Reason of the firm</source>
   <translation>證券商的理由</translation>
  </message>
  <message>
   <source>Reason of the hold: {reason}</source>
   <translation>凍結原因：{reason}</translation>
  </message>
  <message>
   <source>Reason of the severity: {reason}</source>
   <translation>嚴重度理由：{reason}</translation>
  </message>
  <message>
   <source>Reason: {reason}</source>
   <translation>理由：{reason}</translation>
  </message>
  <message>
   <source>Recall ...</source>
   <translation>收回…</translation>
  </message>
  <message>
   <source>Recall the package</source>
   <translation>收回查核包</translation>
  </message>
  <message>
   <source>Recall {parcel}</source>
   <translation>收回 {parcel}</translation>
  </message>
  <message>
   <source>Recalled</source>
   <translation>已收回</translation>
  </message>
  <message>
   <source>Receipt ...</source>
   <translation>收據…</translation>
  </message>
  <message>
   <source>Receipt of {count} letter</source>
   <translation>登錄 {count} 件送達</translation>
  </message>
  <message>
   <source>Receipt of {count} letters</source>
   <translation>登錄 {count} 件送達</translation>
  </message>
  <message>
   <source>Received</source>
   <translation>收件日</translation>
  </message>
  <message>
   <source>Received by the office</source>
   <translation>辦公室已收</translation>
  </message>
  <message>
   <source>Received on</source>
   <translation>收件日</translation>
  </message>
  <message>
   <source>Recipient of letters</source>
   <translation>收文者</translation>
  </message>
  <message>
   <source>Record</source>
   <translation>登錄</translation>
  </message>
  <message>
   <source>Record a fact</source>
   <translation>登錄事實</translation>
  </message>
  <message>
   <source>Record a fact of {firm}</source>
   <translation>登錄{firm}的事實</translation>
  </message>
  <message>
   <source>Record a fact: {code} {name}</source>
   <translation>登錄事實：{code} {name}</translation>
  </message>
  <message>
   <source>Record a follow-up check</source>
   <translation>登錄複查</translation>
  </message>
  <message>
   <source>Record a measure</source>
   <translation>登錄處置</translation>
  </message>
  <message>
   <source>Record a measure ...</source>
   <translation>登錄處置…</translation>
  </message>
  <message>
   <source>Record a reply</source>
   <translation>登錄回覆</translation>
  </message>
  <message>
   <source>Record all the same</source>
   <translation>仍要登錄</translation>
  </message>
  <message>
   <source>Record reply ...</source>
   <translation>登錄回覆…</translation>
  </message>
  <message>
   <source>Record the dispatch</source>
   <translation>登錄寄發</translation>
  </message>
  <message>
   <source>Record the receipt</source>
   <translation>登錄送達</translation>
  </message>
  <message>
   <source>Record the reply</source>
   <translation>登錄函復</translation>
  </message>
  <message>
   <source>Recorded</source>
   <translation>登錄</translation>
  </message>
  <message>
   <source>Records</source>
   <translation>資料筆數</translation>
  </message>
  <message>
   <source>Records of the package</source>
   <translation>查核包的紀錄</translation>
  </message>
  <message>
   <source>Recovery code</source>
   <translation>復原碼</translation>
  </message>
  <message>
   <source>Redact</source>
   <translation>遮蔽</translation>
  </message>
  <message>
   <source>Redacted, for papers</source>
   <translation>遮蔽圖，供文件使用</translation>
  </message>
  <message>
   <source>Redo</source>
   <translation>重做</translation>
  </message>
  <message>
   <source>Reference date</source>
   <translation>查核基準日</translation>
  </message>
  <message>
   <source>Refuse</source>
   <translation>駁回</translation>
  </message>
  <message>
   <source>Refuse ...</source>
   <translation>不核可…</translation>
  </message>
  <message>
   <source>Refuse {pattern}</source>
   <translation>不核可 {pattern}</translation>
  </message>
  <message>
   <source>Refuse...</source>
   <translation>駁回…</translation>
  </message>
  <message>
   <source>Register</source>
   <translation>登錄</translation>
  </message>
  <message>
   <source>Register a tip</source>
   <translation>登錄檢舉</translation>
  </message>
  <message>
   <source>Register as of a day</source>
   <translation>名冊基準日</translation>
  </message>
  <message>
   <source>Register as of {day}</source>
   <translation>名冊基準日 {day}</translation>
  </message>
  <message>
   <source>Register of notices</source>
   <translation>公告登錄</translation>
  </message>
  <message>
   <source>Register of tips</source>
   <translation>檢舉清單</translation>
  </message>
  <message>
   <source>Register tips from a list</source>
   <translation>由清單登錄檢舉</translation>
  </message>
  <message>
   <source>Register {count} tip</source>
   <translation>登錄 {count} 件檢舉</translation>
  </message>
  <message>
   <source>Register {count} tips</source>
   <translation>登錄 {count} 件檢舉</translation>
  </message>
  <message>
   <source>Remark</source>
   <translation>說明</translation>
  </message>
  <message>
   <source>Remedied</source>
   <translation>已改善</translation>
  </message>
  <message>
   <source>Remedy</source>
   <translation>改善追蹤</translation>
  </message>
  <message>
   <source>Remembered column matchings</source>
   <translation>已記住的欄位對照</translation>
  </message>
  <message>
   <source>Remind of what is overdue</source>
   <translation>稽催逾期者</translation>
  </message>
  <message>
   <source>Reminders</source>
   <translation>稽催次數</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>移除</translation>
  </message>
  <message>
   <source>Remove other authorities' findings of {year}</source>
   <translation>移除 {year} 年其他機關之缺失內容</translation>
  </message>
  <message>
   <source>Remove papers</source>
   <translation>移除資料</translation>
  </message>
  <message>
   <source>Remove the papers of {visit}</source>
   <translation>移除查核 {visit} 的資料</translation>
  </message>
  <message>
   <source>Remove the place</source>
   <translation>移除位置</translation>
  </message>
  <message>
   <source>Remove their words</source>
   <translation>移除內容</translation>
  </message>
  <message>
   <source>Remove {name}</source>
   <translation>移除{name}</translation>
  </message>
  <message>
   <source>Removed</source>
   <translation>刪除</translation>
  </message>
  <message>
   <source>Rename</source>
   <translation>更名</translation>
  </message>
  <message>
   <source>Rename ...</source>
   <translation>更名…</translation>
  </message>
  <message>
   <source>Rename the view</source>
   <translation>重新命名檢視</translation>
  </message>
  <message>
   <source>Rename the view ...</source>
   <translation>重新命名檢視…</translation>
  </message>
  <message>
   <source>Rename {code} {name}</source>
   <translation>更名：{code} {name}</translation>
  </message>
  <message>
   <source>Rename, merge, licence, contacts</source>
   <translation>更名、合併、執照、聯絡人</translation>
  </message>
  <message>
   <source>Renumbered</source>
   <translation>編號異動</translation>
  </message>
  <message>
   <source>Repeat</source>
   <translation>重複缺失</translation>
  </message>
  <message>
   <source>Repeats</source>
   <translation>重複缺失</translation>
  </message>
  <message>
   <source>Replace by</source>
   <translation>改派</translation>
  </message>
  <message>
   <source>Replaced by {number}</source>
   <translation>已由 {number} 取代</translation>
  </message>
  <message>
   <source>Replies</source>
   <translation>回覆數</translation>
  </message>
  <message>
   <source>Reply</source>
   <translation>回覆</translation>
  </message>
  <message>
   <source>Reply by</source>
   <translation>函復期限</translation>
  </message>
  <message>
   <source>Reply overdue</source>
   <translation>逾期未覆</translation>
  </message>
  <message>
   <source>Reply sheet ...</source>
   <translation>回覆表…</translation>
  </message>
  <message>
   <source>Reply sheet to go with it</source>
   <translation>隨函回覆表</translation>
  </message>
  <message>
   <source>Reply sheet {file}</source>
   <translation>回覆表 {file}</translation>
  </message>
  <message>
   <source>Reply sheets (*.xlsx *.ods)</source>
   <translation>回覆表 (*.xlsx *.ods)</translation>
  </message>
  <message>
   <source>Reply sheets taken in</source>
   <translation>已匯入的回覆表</translation>
  </message>
  <message>
   <source>Reply to {number}</source>
   <translation>「{number}」的回覆</translation>
  </message>
  <message>
   <source>Reply tracking</source>
   <translation>回覆追蹤</translation>
  </message>
  <message>
   <source>Reporter</source>
   <translation>檢舉人</translation>
  </message>
  <message>
   <source>Reports of weaknesses from the public are registered here, then linked to a firm and a visit.</source>
   <translation>民眾檢舉的資安弱點登錄在這裡，再關聯證券商並納入查核。</translation>
  </message>
  <message>
   <source>Requirement</source>
   <translation>查核內容</translation>
  </message>
  <message>
   <source>Requirement in Chinese</source>
   <translation>中文內容</translation>
  </message>
  <message>
   <source>Requirement in English</source>
   <translation>英文內容</translation>
  </message>
  <message>
   <source>Restore a backup</source>
   <translation>還原備份</translation>
  </message>
  <message>
   <source>Restore into a new folder inside</source>
   <translation>還原到這裡面的新資料夾</translation>
  </message>
  <message>
   <source>Restore to a new folder</source>
   <translation>還原到新資料夾</translation>
  </message>
  <message>
   <source>Restored to {folder}</source>
   <translation>已還原到 {folder}</translation>
  </message>
  <message>
   <source>Result</source>
   <translation>結果</translation>
  </message>
  <message>
   <source>Result as a whole</source>
   <translation>整體結果</translation>
  </message>
  <message>
   <source>Results</source>
   <translation>結果</translation>
  </message>
  <message>
   <source>Retention</source>
   <translation>保存年限</translation>
  </message>
  <message>
   <source>Return</source>
   <translation>退回補正</translation>
  </message>
  <message>
   <source>Return the finding</source>
   <translation>退回缺失</translation>
  </message>
  <message>
   <source>Returned</source>
   <translation>退回中</translation>
  </message>
  <message>
   <source>Review</source>
   <translation>覆核</translation>
  </message>
  <message>
   <source>Review queue</source>
   <translation>覆核佇列</translation>
  </message>
  <message>
   <source>Review signed</source>
   <translation>已簽核覆核</translation>
  </message>
  <message>
   <source>Reviewer</source>
   <translation>覆核人</translation>
  </message>
  <message>
   <source>Rewrite</source>
   <translation>自行改寫</translation>
  </message>
  <message>
   <source>Role</source>
   <translation>職務</translation>
  </message>
  <message>
   <source>Roles</source>
   <translation>角色</translation>
  </message>
  <message>
   <source>Roles of {name}</source>
   <translation>{name} 的角色</translation>
  </message>
  <message>
   <source>Roll up to the section</source>
   <translation>併入章節</translation>
  </message>
  <message>
   <source>Row</source>
   <translation>列</translation>
  </message>
  <message>
   <source>Row height</source>
   <translation>列高</translation>
  </message>
  <message>
   <source>Rows of the file</source>
   <translation>檔案各列</translation>
  </message>
  <message>
   <source>Rows, icons and distances grow with it.</source>
   <translation>列高、圖示與間距一起放大。</translation>
  </message>
  <message>
   <source>Rule edition {edition}</source>
   <translation>規則版本 {edition}</translation>
  </message>
  <message>
   <source>Rules</source>
   <translation>規則</translation>
  </message>
  <message>
   <source>Rules and tiers</source>
   <translation>規則與級距</translation>
  </message>
  <message>
   <source>Rules: {names}</source>
   <translation>規則：{names}</translation>
  </message>
  <message>
   <source>Same item last time</source>
   <translation>前次同項</translation>
  </message>
  <message>
   <source>Same item last year</source>
   <translation>去年同項</translation>
  </message>
  <message>
   <source>Samples and interviews</source>
   <translation>抽樣與訪談</translation>
  </message>
  <message>
   <source>Sat</source>
   <translation>六</translation>
  </message>
  <message>
   <source>Saturday</source>
   <translation>星期六</translation>
  </message>
  <message>
   <source>Save a copy ...</source>
   <translation>另存一份…</translation>
  </message>
  <message>
   <source>Save as</source>
   <translation>另存新檔</translation>
  </message>
  <message>
   <source>Save as ...</source>
   <translation>另存…</translation>
  </message>
  <message>
   <source>Save elsewhere...</source>
   <translation>另存到…</translation>
  </message>
  <message>
   <source>Save the template</source>
   <translation>儲存範本</translation>
  </message>
  <message>
   <source>Save what was typed as plain text</source>
   <translation>將輸入內容另存為純文字</translation>
  </message>
  <message>
   <source>Saved {time}</source>
   <translation>已存 {time}</translation>
  </message>
  <message>
   <source>Saving</source>
   <translation>儲存中</translation>
  </message>
  <message>
   <source>Say instead</source>
   <translation>建議改為</translation>
  </message>
  <message>
   <source>Say “{words}”</source>
   <translation>改為「{words}」</translation>
  </message>
  <message>
   <source>Schedule</source>
   <translation>時程</translation>
  </message>
  <message>
   <source>Scope</source>
   <translation>範圍</translation>
  </message>
  <message>
   <source>Scope band</source>
   <translation>範圍級距</translation>
  </message>
  <message>
   <source>Scope {items}</source>
   <translation>範圍 {items}</translation>
  </message>
  <message>
   <source>Sealed at once: only administrators read it, and each look is kept.</source>
   <translation>登錄後立即封存，只有系統管理者可查閱，每次查閱都會留下紀錄。</translation>
  </message>
  <message>
   <source>Search facts, wordings, firms, numbers</source>
   <translation>搜尋事實、態樣、證券商、編號</translation>
  </message>
  <message>
   <source>Search or command</source>
   <translation>搜尋或輸入指令</translation>
  </message>
  <message>
   <source>Search the register</source>
   <translation>查詢公告登錄</translation>
  </message>
  <message>
   <source>Section</source>
   <translation>章節</translation>
  </message>
  <message>
   <source>Sections</source>
   <translation>查核章節</translation>
  </message>
  <message>
   <source>Sections of the notice</source>
   <translation>公告章節</translation>
  </message>
  <message>
   <source>Security head</source>
   <translation>資安主管</translation>
  </message>
  <message>
   <source>Security head {chief} of {chiefs}, security staff {staff} of at least {staffs}</source>
   <translation>資安主管 {chief}／需 {chiefs}，資安人員 {staff}／至少 {staffs}</translation>
  </message>
  <message>
   <source>Security staff</source>
   <translation>資安人員</translation>
  </message>
  <message>
   <source>Security staffing</source>
   <translation>資安人力編制</translation>
  </message>
  <message>
   <source>Seed</source>
   <translation>亂數種子</translation>
  </message>
  <message>
   <source>Seen</source>
   <translation>已見</translation>
  </message>
  <message>
   <source>Self-audit</source>
   <translation>自行查核</translation>
  </message>
  <message>
   <source>Send back</source>
   <translation>退回</translation>
  </message>
  <message>
   <source>Send back ...</source>
   <translation>退回…</translation>
  </message>
  <message>
   <source>Send back...</source>
   <translation>退回…</translation>
  </message>
  <message>
   <source>Send the notice back</source>
   <translation>退回公告</translation>
  </message>
  <message>
   <source>Send the plan of {year} back</source>
   <translation>退回 {year} 年度計畫</translation>
  </message>
  <message>
   <source>Sent</source>
   <translation>寄發日</translation>
  </message>
  <message>
   <source>Sent back</source>
   <translation>已退回</translation>
  </message>
  <message>
   <source>Sent on</source>
   <translation>寄發日期</translation>
  </message>
  <message>
   <source>Sent, no receipt</source>
   <translation>已寄發、未送達</translation>
  </message>
  <message>
   <source>Sep</source>
   <translation>9月</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>設定</translation>
  </message>
  <message>
   <source>Settled</source>
   <translation>已處理</translation>
  </message>
  <message>
   <source>Severity</source>
   <translation>嚴重度</translation>
  </message>
  <message>
   <source>Severity of {number}</source>
   <translation>「{number}」的嚴重度</translation>
  </message>
  <message>
   <source>Severity {severity}</source>
   <translation>嚴重度{severity}</translation>
  </message>
  <message>
   <source>Sheet</source>
   <translation>工作表</translation>
  </message>
  <message>
   <source>Shipped</source>
   <translation>內建</translation>
  </message>
  <message>
   <source>Shipped with the program</source>
   <translation>程式內建</translation>
  </message>
  <message>
   <source>Shipped wording</source>
   <translation>內建文字</translation>
  </message>
  <message>
   <source>Short name</source>
   <translation>簡稱</translation>
  </message>
  <message>
   <source>Short of staff {count}</source>
   <translation>人力不足 {count}</translation>
  </message>
  <message>
   <source>Show</source>
   <translation>顯示</translation>
  </message>
  <message>
   <source>Show all {count} items</source>
   <translation>顯示全部 {count} 項</translation>
  </message>
  <message>
   <source>Show approved batches too</source>
   <translation>一併顯示已核定的批次</translation>
  </message>
  <message>
   <source>Show differences</source>
   <translation>檢視差異</translation>
  </message>
  <message>
   <source>Show in the audit trail</source>
   <translation>在稽核軌跡中顯示</translation>
  </message>
  <message>
   <source>Show marks</source>
   <translation>顯示標註</translation>
  </message>
  <message>
   <source>Show merged and closed firms</source>
   <translation>顯示已合併或撤照的證券商</translation>
  </message>
  <message>
   <source>Show only what waits</source>
   <translation>只顯示待辦的批次</translation>
  </message>
  <message>
   <source>Show the PDF preview</source>
   <translation>預覽 PDF</translation>
  </message>
  <message>
   <source>Show the original</source>
   <translation>顯示原文</translation>
  </message>
  <message>
   <source>Show the original of the conflict</source>
   <translation>顯示衝突的原文</translation>
  </message>
  <message>
   <source>Show the passphrase</source>
   <translation>顯示密碼</translation>
  </message>
  <message>
   <source>Show the rows</source>
   <translation>顯示各列</translation>
  </message>
  <message>
   <source>Show what waits for anybody</source>
   <translation>顯示全科的待辦</translation>
  </message>
  <message>
   <source>Show what waits for me</source>
   <translation>只顯示我的待辦</translation>
  </message>
  <message>
   <source>Show {count} branch</source>
   <translation>顯示 {count} 處分公司</translation>
  </message>
  <message>
   <source>Show {count} branches</source>
   <translation>顯示 {count} 處分公司</translation>
  </message>
  <message>
   <source>Shown only this once. Print it or write it down and keep it apart from the computer; the code before no longer opens.</source>
   <translation>只顯示這一次。請列印或抄寫，並與電腦分開保管；先前的復原碼不再有效。</translation>
  </message>
  <message>
   <source>Side by side</source>
   <translation>並排比較</translation>
  </message>
  <message>
   <source>Side pane</source>
   <translation>側欄</translation>
  </message>
  <message>
   <source>Sign</source>
   <translation>簽核</translation>
  </message>
  <message>
   <source>Sign off</source>
   <translation>簽核</translation>
  </message>
  <message>
   <source>Sign off...</source>
   <translation>簽核…</translation>
  </message>
  <message>
   <source>Sign the PDF files with a certificate of the office</source>
   <translation>以本單位憑證簽署 PDF 檔</translation>
  </message>
  <message>
   <source>Sign the letters</source>
   <translation>簽章</translation>
  </message>
  <message>
   <source>Sign the letters ...</source>
   <translation>簽章…</translation>
  </message>
  <message>
   <source>Sign the review</source>
   <translation>簽核覆核</translation>
  </message>
  <message>
   <source>Sign the working papers off</source>
   <translation>簽核工作底稿</translation>
  </message>
  <message>
   <source>Sign {batch}</source>
   <translation>{batch} 簽章</translation>
  </message>
  <message>
   <source>Signature, count and hashes agree. A backup is made before anything is merged.</source>
   <translation>簽章、筆數與雜湊相符。合併前會先備份。</translation>
  </message>
  <message>
   <source>Signed by {name}, fingerprint {print}.</source>
   <translation>簽章人：{name}，指紋 {print}。</translation>
  </message>
  <message>
   <source>Signed in</source>
   <translation>登入者</translation>
  </message>
  <message>
   <source>Signed in: {name}</source>
   <translation>登入者：{name}</translation>
  </message>
  <message>
   <source>Signed off</source>
   <translation>簽核</translation>
  </message>
  <message>
   <source>Signing ...</source>
   <translation>簽章中…</translation>
  </message>
  <message>
   <source>Signing {done} / {total}</source>
   <translation>簽章中 {done} / {total}</translation>
  </message>
  <message>
   <source>Size</source>
   <translation>大小</translation>
  </message>
  <message>
   <source>Small Latin letters, digits, dot and hyphen; 2 to 32 characters.</source>
   <translation>小寫英文字母、數字、點與連字號，2 至 32 個字元。</translation>
  </message>
  <message>
   <source>Small letters, digits, dot, hyphen: lin.yh</source>
   <translation>小寫英文字母、數字、點與連字號，例如 lin.yh</translation>
  </message>
  <message>
   <source>Somebody else has to accept it then. To leave it to the author, return it instead.</source>
   <translation>屆時須由他人核可。若要由撰寫人自行調整，請改為退回。</translation>
  </message>
  <message>
   <source>Somebody else signs in...</source>
   <translation>改由其他人登入…</translation>
  </message>
  <message>
   <source>Somebody else's</source>
   <translation>由他人處理</translation>
  </message>
  <message>
   <source>Something typed here could not be written to the disk yet. Unlock first and keep it, then somebody else can sign in.</source>
   <translation>這裡輸入的內容還無法寫入磁碟。請先解鎖並保存內容，再由他人登入。</translation>
  </message>
  <message>
   <source>Something unexpected happened</source>
   <translation>發生未預期的錯誤</translation>
  </message>
  <message>
   <source>Sort</source>
   <translation>整理</translation>
  </message>
  <message>
   <source>Sort the notes</source>
   <translation>整理快記</translation>
  </message>
  <message>
   <source>Source</source>
   <translation>資料來源</translation>
  </message>
  <message>
   <source>Source in Chinese</source>
   <translation>依據（中文）</translation>
  </message>
  <message>
   <source>Source in English</source>
   <translation>依據（英文）</translation>
  </message>
  <message>
   <source>Sources</source>
   <translation>資料來源</translation>
  </message>
  <message>
   <source>Split into ...</source>
   <translation>拆分為…</translation>
  </message>
  <message>
   <source>Split the pattern</source>
   <translation>拆分態樣</translation>
  </message>
  <message>
   <source>Split {pattern}</source>
   <translation>拆分 {pattern}</translation>
  </message>
  <message>
   <source>Spreadsheet for firm lists</source>
   <translation>名冊試算表</translation>
  </message>
  <message>
   <source>Spreadsheet with the register ...</source>
   <translation>含現有名冊的試算表…</translation>
  </message>
  <message>
   <source>Spreadsheets (*.xlsx *.ods)</source>
   <translation>試算表（*.xlsx *.ods）</translation>
  </message>
  <message>
   <source>Staff</source>
   <translation>人力</translation>
  </message>
  <message>
   <source>Staffing</source>
   <translation>資安人力</translation>
  </message>
  <message>
   <source>Staffing duty by capital</source>
   <translation>資安人力分級表</translation>
  </message>
  <message>
   <source>Staffing: building = unit, square = head, circle = staff, dashed = missing</source>
   <translation>人力：樓房＝專責單位，方＝主管，圓＝人員，虛線＝缺額</translation>
  </message>
  <message>
   <source>Stage: {stage}</source>
   <translation>階段：{stage}</translation>
  </message>
  <message>
   <source>Standard wording</source>
   <translation>標準文字</translation>
  </message>
  <message>
   <source>Standard wording in Chinese</source>
   <translation>標準文字（中文）</translation>
  </message>
  <message>
   <source>Standard wording in English</source>
   <translation>標準文字（英文）</translation>
  </message>
  <message>
   <source>Stands</source>
   <translation>有效</translation>
  </message>
  <message>
   <source>Start with &gt; for commands, @ for firms</source>
   <translation>先輸入 &gt; 只找指令，@ 找公司</translation>
  </message>
  <message>
   <source>State</source>
   <translation>狀態</translation>
  </message>
  <message>
   <source>Statement of the firm</source>
   <translation>受查方說明</translation>
  </message>
  <message>
   <source>Stay</source>
   <translation>留下</translation>
  </message>
  <message>
   <source>Step out; nothing is discarded</source>
   <translation>退出，不會遺失內容</translation>
  </message>
  <message>
   <source>Step {number} of {total}</source>
   <translation>第 {number} 步，共 {total} 步</translation>
  </message>
  <message>
   <source>Still looking: {count} so far</source>
   <translation>仍在尋找：目前 {count} 筆</translation>
  </message>
  <message>
   <source>Still open</source>
   <translation>未結缺失</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>停止</translation>
  </message>
  <message>
   <source>Stop here</source>
   <translation>停在這裡</translation>
  </message>
  <message>
   <source>Stop here and close</source>
   <translation>停在這裡並關閉</translation>
  </message>
  <message>
   <source>Stop watching</source>
   <translation>停止監看</translation>
  </message>
  <message>
   <source>Stop {job} here</source>
   <translation>「{job}」停在這裡</translation>
  </message>
  <message>
   <source>Stopped here, what is finished stays, and the next start offers to go on. Cancelled, all of it is taken back.</source>
   <translation>「停在這裡」會保留已完成的部分，下次啟動可續作；「取消並還原」則全部還原。</translation>
  </message>
  <message>
   <source>Stopped: no file was left behind, and the notice is not locked.</source>
   <translation>已停止：沒有留下任何檔案，公告也未鎖定。</translation>
  </message>
  <message>
   <source>Stopped: what is signed stays; signing again goes on with the others.</source>
   <translation>已停止：已簽章的保留；再簽一次會接續其餘檔案。</translation>
  </message>
  <message>
   <source>Stopped; the letters that are finished stay.</source>
   <translation>已停止，完成的公文保留。</translation>
  </message>
  <message>
   <source>Stopped; what is finished is kept</source>
   <translation>已停止，完成的部分保留</translation>
  </message>
  <message>
   <source>Stopping ...</source>
   <translation>停止中…</translation>
  </message>
  <message>
   <source>Stopping; what is finished stays</source>
   <translation>停止中，完成的部分會保留</translation>
  </message>
  <message>
   <source>Stopping; what it has made is taken back</source>
   <translation>停止中，正在還原這項工作所做的內容</translation>
  </message>
  <message>
   <source>Strong. Tell it by another way than the file.</source>
   <translation>強度足夠。請用檔案以外的方式告知對方。</translation>
  </message>
  <message>
   <source>Subject</source>
   <translation>主旨</translation>
  </message>
  <message>
   <source>Subject of the letter</source>
   <translation>主旨</translation>
  </message>
  <message>
   <source>Submit</source>
   <translation>送審</translation>
  </message>
  <message>
   <source>Submit edition {edition}</source>
   <translation>將規則版本 {edition} 送審</translation>
  </message>
  <message>
   <source>Submitted</source>
   <translation>送審</translation>
  </message>
  <message>
   <source>Submitted {count} times</source>
   <translation>第 {count} 次送審</translation>
  </message>
  <message>
   <source>Sum</source>
   <translation>合計</translation>
  </message>
  <message>
   <source>Sun</source>
   <translation>日</translation>
  </message>
  <message>
   <source>Sunday</source>
   <translation>星期日</translation>
  </message>
  <message>
   <source>Superseded</source>
   <translation>已被取代</translation>
  </message>
  <message>
   <source>Sure</source>
   <translation>依據</translation>
  </message>
  <message>
   <source>Systems and locations</source>
   <translation>受查系統／位置</translation>
  </message>
  <message>
   <source>Systems and places: {places}</source>
   <translation>受查系統／位置：{places}</translation>
  </message>
  <message>
   <source>TXT for the single window</source>
   <translation>單一窗口純文字（TXT）</translation>
  </message>
  <message>
   <source>Table for mail merge ...</source>
   <translation>合併列印資料…</translation>
  </message>
  <message>
   <source>Take a fact back</source>
   <translation>撤回事實</translation>
  </message>
  <message>
   <source>Take a package in</source>
   <translation>收受查核包</translation>
  </message>
  <message>
   <source>Take back</source>
   <translation>撤回</translation>
  </message>
  <message>
   <source>Take back ...</source>
   <translation>取消…</translation>
  </message>
  <message>
   <source>Take band {number} away</source>
   <translation>移除級距 {number}</translation>
  </message>
  <message>
   <source>Take condition {number} away</source>
   <translation>移除條件 {number}</translation>
  </message>
  <message>
   <source>Take in</source>
   <translation>納入</translation>
  </message>
  <message>
   <source>Take in a Word form</source>
   <translation>匯入 Word 版型</translation>
  </message>
  <message>
   <source>Take in a Word form ...</source>
   <translation>匯入 Word 版型…</translation>
  </message>
  <message>
   <source>Take in a package or receipt</source>
   <translation>收受查核包或收據</translation>
  </message>
  <message>
   <source>Take in a package that the office checked out.</source>
   <translation>請收受辦公室攜出的查核包。</translation>
  </message>
  <message>
   <source>Take in a reply sheet</source>
   <translation>匯入回覆表</translation>
  </message>
  <message>
   <source>Take in again</source>
   <translation>重新納入</translation>
  </message>
  <message>
   <source>Take in the list of firms: open data, CSV, XLSX or ODS. Dropping a file here does the same.</source>
   <translation>匯入證券商名冊：開放資料、CSV、XLSX 或 ODS；也可將檔案拖放到這裡。</translation>
  </message>
  <message>
   <source>Take in {count} finding</source>
   <translation>匯入 {count} 則缺失</translation>
  </message>
  <message>
   <source>Take in {count} findings</source>
   <translation>匯入 {count} 則缺失</translation>
  </message>
  <message>
   <source>Take in {count} replies</source>
   <translation>匯入 {count} 則回覆</translation>
  </message>
  <message>
   <source>Take in {count} reply</source>
   <translation>匯入 {count} 則回覆</translation>
  </message>
  <message>
   <source>Take note</source>
   <translation>知悉</translation>
  </message>
  <message>
   <source>Take note of {edition}</source>
   <translation>知悉 {edition}</translation>
  </message>
  <message>
   <source>Take off the plan</source>
   <translation>移出計畫</translation>
  </message>
  <message>
   <source>Take out</source>
   <translation>移除</translation>
  </message>
  <message>
   <source>Take out of use</source>
   <translation>停用</translation>
  </message>
  <message>
   <source>Take out of use ...</source>
   <translation>停用…</translation>
  </message>
  <message>
   <source>Take the batch back</source>
   <translation>取消並還原這一批</translation>
  </message>
  <message>
   <source>Take the central version of all fields</source>
   <translation>整則採中央版</translation>
  </message>
  <message>
   <source>Take the evidence of earlier years along</source>
   <translation>一併攜出去年證物</translation>
  </message>
  <message>
   <source>Take the file back</source>
   <translation>取消匯入這個檔案</translation>
  </message>
  <message>
   <source>Take the laptop version of all fields</source>
   <translation>整則採攜回版</translation>
  </message>
  <message>
   <source>Take the link away</source>
   <translation>解除關聯</translation>
  </message>
  <message>
   <source>Take the mark away</source>
   <translation>移除標註</translation>
  </message>
  <message>
   <source>Take the reply back</source>
   <translation>取消回覆</translation>
  </message>
  <message>
   <source>Take the reply back ...</source>
   <translation>取消回覆…</translation>
  </message>
  <message>
   <source>Take the sheet back</source>
   <translation>取消匯入這份回覆表</translation>
  </message>
  <message>
   <source>Take the step back</source>
   <translation>取消變更</translation>
  </message>
  <message>
   <source>Take the step back ...</source>
   <translation>取消變更…</translation>
  </message>
  <message>
   <source>Take the suggestion</source>
   <translation>採用建議</translation>
  </message>
  <message>
   <source>Take the tip into a visit</source>
   <translation>納入查核</translation>
  </message>
  <message>
   <source>Take version {number} out of use</source>
   <translation>停用第 {number} 版</translation>
  </message>
  <message>
   <source>Take {batch} back</source>
   <translation>取消並還原 {batch}</translation>
  </message>
  <message>
   <source>Take {item} out of the draft</source>
   <translation>自草案移除 {item}</translation>
  </message>
  <message>
   <source>Take {number} back</source>
   <translation>取消 {number}</translation>
  </message>
  <message>
   <source>Take {number} into a visit</source>
   <translation>將 {number} 納入查核</translation>
  </message>
  <message>
   <source>Taken back {day} by {who}: {reason}</source>
   <translation>{day} 由 {who} 撤回：{reason}</translation>
  </message>
  <message>
   <source>Taken back: {step}</source>
   <translation>已復原：{step}</translation>
  </message>
  <message>
   <source>Taken back; the numbers are free again.</source>
   <translation>已還原，號碼已收回。</translation>
  </message>
  <message>
   <source>Taken from the finding</source>
   <translation>取自缺失</translation>
  </message>
  <message>
   <source>Taken in at</source>
   <translation>收受時間</translation>
  </message>
  <message>
   <source>Taken in by</source>
   <translation>匯入人</translation>
  </message>
  <message>
   <source>Team</source>
   <translation>小組</translation>
  </message>
  <message>
   <source>Telephone</source>
   <translation>電話</translation>
  </message>
  <message>
   <source>Template for findings kept elsewhere</source>
   <translation>匯入缺失的範本</translation>
  </message>
  <message>
   <source>Templates</source>
   <translation>範本</translation>
  </message>
  <message>
   <source>Templates of letters</source>
   <translation>公文範本</translation>
  </message>
  <message>
   <source>Text (*.txt)</source>
   <translation>文字檔 (*.txt)</translation>
  </message>
  <message>
   <source>Text for support</source>
   <translation>提供支援人員的文字</translation>
  </message>
  <message>
   <source>Text of the notice</source>
   <translation>公告內文</translation>
  </message>
  <message>
   <source>Text on the picture</source>
   <translation>圖上文字</translation>
  </message>
  <message>
   <source>Text on the picture, then Enter</source>
   <translation>輸入圖上文字，按 Enter</translation>
  </message>
  <message>
   <source>Text size</source>
   <translation>文字大小</translation>
  </message>
  <message>
   <source>That more time was asked for is kept; somebody else decides</source>
   <translation>已登錄展期申請，由他人決定</translation>
  </message>
  <message>
   <source>That you looked is kept</source>
   <translation>已記錄本次查閱</translation>
  </message>
  <message>
   <source>The English edition prints it. It can be written later, but without it the notice is not handed in.</source>
   <translation>英文版會印出；可稍後補寫，但未填則無法送覆核。</translation>
  </message>
  <message>
   <source>The PDF file of {count} letter is signed and takes the place of the unsigned one.</source>
   <translation>{count} 件函文的 PDF 檔將簽章，並取代未簽章的檔案。</translation>
  </message>
  <message>
   <source>The PDF files of {count} letters are signed and take the place of the unsigned ones.</source>
   <translation>{count} 件函文的 PDF 檔將簽章，並取代未簽章的檔案。</translation>
  </message>
  <message>
   <source>The account is disabled already.</source>
   <translation>這個帳號已經停用。</translation>
  </message>
  <message>
   <source>The account is not disabled.</source>
   <translation>這個帳號沒有停用。</translation>
  </message>
  <message>
   <source>The check could not be finished</source>
   <translation>檢查沒有完成</translation>
  </message>
  <message>
   <source>The check of {number} is kept</source>
   <translation>已保存「{number}」的複查</translation>
  </message>
  <message>
   <source>The chosen finding</source>
   <translation>選取的缺失</translation>
  </message>
  <message>
   <source>The chosen pattern</source>
   <translation>選取的態樣</translation>
  </message>
  <message>
   <source>The comment is kept</source>
   <translation>已保存意見</translation>
  </message>
  <message>
   <source>The contact is erased</source>
   <translation>已刪除聯絡人</translation>
  </message>
  <message>
   <source>The contact stays in the history of the firm.</source>
   <translation>聯絡人仍保留在證券商的歷史紀錄中。</translation>
  </message>
  <message>
   <source>The content has changed: look at what differs first.</source>
   <translation>內容已更新，請先看差異。</translation>
  </message>
  <message>
   <source>The content was updated while it was open. Please look at what differs.</source>
   <translation>內容已更新，請看差異。</translation>
  </message>
  <message>
   <source>The database and every evidence file are encrypted under a new key. It can be cancelled until the last step.</source>
   <translation>資料庫與每個佐證檔案會以新的金鑰重新加密；最後一步之前都可以取消。</translation>
  </message>
  <message>
   <source>The day is kept</source>
   <translation>已保存日期</translation>
  </message>
  <message>
   <source>The decision is kept</source>
   <translation>已保存決定</translation>
  </message>
  <message>
   <source>The dispatch of {count} letter is kept</source>
   <translation>已登錄 {count} 件寄發</translation>
  </message>
  <message>
   <source>The dispatch of {count} letters is kept</source>
   <translation>已登錄 {count} 件寄發</translation>
  </message>
  <message>
   <source>The draft holds only what it changes. It comes into force when another supervisor approves it.</source>
   <translation>草案只記載與原版本不同之處；經另一位主管核定後施行。</translation>
  </message>
  <message>
   <source>The draft is given up and stays in the list as withdrawn. Nothing that is in force changes.</source>
   <translation>放棄這份草稿，清單上仍留有紀錄（已撤回）；施行中的規則不受影響。</translation>
  </message>
  <message>
   <source>The edition it is based on keeps the item; visits that are open keep theirs.</source>
   <translation>依據的版本仍保有此項；已開啟的查核不受影響。</translation>
  </message>
  <message>
   <source>The fact is taken back</source>
   <translation>事實已撤回</translation>
  </message>
  <message>
   <source>The file brings nothing new.</source>
   <translation>這個檔案沒有新內容。</translation>
  </message>
  <message>
   <source>The file can't be applied: see the problems.</source>
   <translation>檔案無法套用，請看問題清單。</translation>
  </message>
  <message>
   <source>The file is missing or altered.</source>
   <translation>檔案遺失或已變更。</translation>
  </message>
  <message>
   <source>The file is taken back</source>
   <translation>已取消匯入</translation>
  </message>
  <message>
   <source>The file was not taken in. The register is unchanged.</source>
   <translation>檔案未匯入，名冊沒有變動。</translation>
  </message>
  <message>
   <source>The finding lies among what was deleted last.</source>
   <translation>缺失已移到最近刪除。</translation>
  </message>
  <message>
   <source>The findings stand as they stood before. A file that somebody changed since is left where it is.</source>
   <translation>缺失回復為產生前的狀態。已被改動過的檔案會留在原處。</translation>
  </message>
  <message>
   <source>The fingerprint agrees: take in</source>
   <translation>指紋相符，匯入</translation>
  </message>
  <message>
   <source>The firm</source>
   <translation>證券商</translation>
  </message>
  <message>
   <source>The firm answered: {answer}</source>
   <translation>公司回覆：{answer}</translation>
  </message>
  <message>
   <source>The firm said: {statement}</source>
   <translation>受查方說明：{statement}</translation>
  </message>
  <message>
   <source>The firm says</source>
   <translation>證券商自述</translation>
  </message>
  <message>
   <source>The first one ticked leads</source>
   <translation>最先勾選者為主查</translation>
  </message>
  <message>
   <source>The folder of this letter is not there any more; the letter can be made again.</source>
   <translation>這件公文的資料夾已不存在；公文仍可重製。</translation>
  </message>
  <message>
   <source>The leak check no longer holds: words, figures or the register have changed since.</source>
   <translation>洩漏檢查已失效：文字、數字或名冊在檢查後有變動。</translation>
  </message>
  <message>
   <source>The leak check runs once more, with the proof that no withheld figure can be computed.</source>
   <translation>將再執行一次洩漏檢查，並證明不揭露的數字無法推算。</translation>
  </message>
  <message>
   <source>The leak check runs over the finished files. From then on nothing of it changes.</source>
   <translation>輸出的檔案會再執行洩漏檢查；鎖定後內容不再變動。</translation>
  </message>
  <message>
   <source>The legal hold stands.</source>
   <translation>已列入保留凍結。</translation>
  </message>
  <message>
   <source>The legal hold was lifted.</source>
   <translation>已解除保留凍結。</translation>
  </message>
  <message>
   <source>The line is about something that has no place of its own.</source>
   <translation>這一筆的對象沒有自己的頁面。</translation>
  </message>
  <message>
   <source>The list changes nothing here.</source>
   <translation>名冊對此列沒有變更。</translation>
  </message>
  <message>
   <source>The list is being applied</source>
   <translation>正在套用名冊</translation>
  </message>
  <message>
   <source>The list is still being read</source>
   <translation>名冊仍在讀取中</translation>
  </message>
  <message>
   <source>The measure is recorded</source>
   <translation>已登錄處置</translation>
  </message>
  <message>
   <source>The measure is taken back</source>
   <translation>已取消處置</translation>
  </message>
  <message>
   <source>The new tier applies from {day} (before: {tier})</source>
   <translation>自 {day} 起適用新級距（原：{tier}）</translation>
  </message>
  <message>
   <source>The next picture</source>
   <translation>下一張</translation>
  </message>
  <message>
   <source>The notice of {year} is not compiled yet ({findings})</source>
   <translation>{year} 年度尚未開始彙整（{findings}）</translation>
  </message>
  <message>
   <source>The notice of {year} may be locked and published as it stands now.</source>
   <translation>{year} 年度公告可依目前內容鎖定並公告。</translation>
  </message>
  <message>
   <source>The office has everything: the receipt is taken in</source>
   <translation>辦公室已全部收到：收據已匯入</translation>
  </message>
  <message>
   <source>The office knows already, or has an edition of its own again.</source>
   <translation>已經知悉，或已另有自訂版本。</translation>
  </message>
  <message>
   <source>The others are not affected.</source>
   <translation>其他公文不受影響。</translation>
  </message>
  <message>
   <source>The package is being opened</source>
   <translation>正在開啟查核包</translation>
  </message>
  <message>
   <source>The paper it came in ...</source>
   <translation>來文檔案…</translation>
  </message>
  <message>
   <source>The papers can then be changed again and must be handed in and signed off anew.</source>
   <translation>撤回後可再修改，須重新送審並簽核。</translation>
  </message>
  <message>
   <source>The papers of each visit are listed here with their time.</source>
   <translation>每次查核的資料與保存期限會列在這裡。</translation>
  </message>
  <message>
   <source>The password is used once and kept nowhere.</source>
   <translation>密碼只使用一次，不會留存。</translation>
  </message>
  <message>
   <source>The pattern's own: {severity}.</source>
   <translation>態樣預設「{severity}」。</translation>
  </message>
  <message>
   <source>The picture before</source>
   <translation>上一張</translation>
  </message>
  <message>
   <source>The plan waits for approval</source>
   <translation>計畫待核定，期間不能更動</translation>
  </message>
  <message>
   <source>The printed code there is now no longer opens this workspace.</source>
   <translation>目前列印的復原碼將不再能開啟這個工作區。</translation>
  </message>
  <message>
   <source>The reason stays in the audit trail: don't name the person in it.</source>
   <translation>理由會留存在稽核軌跡中，請勿寫入當事人姓名。</translation>
  </message>
  <message>
   <source>The receipt for the laptop: {file}</source>
   <translation>給筆電的收據：{file}</translation>
  </message>
  <message>
   <source>The receipt of {count} letter is kept</source>
   <translation>已登錄 {count} 件送達</translation>
  </message>
  <message>
   <source>The receipt of {count} letters is kept</source>
   <translation>已登錄 {count} 件送達</translation>
  </message>
  <message>
   <source>The receiver makes one with “parcels key”.</source>
   <translation>收受人可用「parcels key」命令產生。</translation>
  </message>
  <message>
   <source>The redacted picture is being made.</source>
   <translation>正在產生遮蔽圖。</translation>
  </message>
  <message>
   <source>The register already says what the list says</source>
   <translation>名冊內容與現況相同</translation>
  </message>
  <message>
   <source>The register is old: names of new firms may be missed.</source>
   <translation>名冊過舊，比對可能不全。</translation>
  </message>
  <message>
   <source>The register is {count} days old: names may be missed</source>
   <translation>名冊已 {count} 天未更新，比對可能不全</translation>
  </message>
  <message>
   <source>The register was never compared with a list: names may be missed</source>
   <translation>名冊從未匯入更新，比對可能不全</translation>
  </message>
  <message>
   <source>The reply is taken back</source>
   <translation>已取消回覆</translation>
  </message>
  <message>
   <source>The reply sheet is taken back</source>
   <translation>已取消匯入回覆表</translation>
  </message>
  <message>
   <source>The reply to {number} is kept</source>
   <translation>已保存「{number}」的回覆</translation>
  </message>
  <message>
   <source>The reply would be due before the letter is issued.</source>
   <translation>函復期限早於發文日期。</translation>
  </message>
  <message>
   <source>The requirement has the same words</source>
   <translation>規定文字相同</translation>
  </message>
  <message>
   <source>The result is taken away and the tip is open again; its history keeps both.</source>
   <translation>結果會取消，檢舉恢復處理中；歷程保留前後內容。</translation>
  </message>
  <message>
   <source>The same once more</source>
   <translation>再輸入一次</translation>
  </message>
  <message>
   <source>The same pattern</source>
   <translation>同一態樣</translation>
  </message>
  <message>
   <source>The same pattern and words</source>
   <translation>態樣與規定文字均相同</translation>
  </message>
  <message>
   <source>The same pattern in three years: {counts}</source>
   <translation>近三年同態樣：{counts}</translation>
  </message>
  <message>
   <source>The severity is changed; somebody else has to accept it.</source>
   <translation>已調整嚴重度，須由他人核可。</translation>
  </message>
  <message>
   <source>The sheet brings nothing new.</source>
   <translation>這份回覆表沒有新內容。</translation>
  </message>
  <message>
   <source>The step is proposed; somebody else decides</source>
   <translation>已提議變更，由他人決定</translation>
  </message>
  <message>
   <source>The table holds from the first day of the edition on. A band holds its first amount, not its second.</source>
   <translation>本表自版本起日起適用。級距含下限（以上），不含上限（未達）。</translation>
  </message>
  <message>
   <source>The template is in force</source>
   <translation>範本已核定使用</translation>
  </message>
  <message>
   <source>The template is out of use</source>
   <translation>範本已停用</translation>
  </message>
  <message>
   <source>The template waits for approval</source>
   <translation>範本已送核</translation>
  </message>
  <message>
   <source>The tray has no new photo.</source>
   <translation>證物匣沒有新的照片。</translation>
  </message>
  <message>
   <source>The tray is empty.</source>
   <translation>證物匣是空的。</translation>
  </message>
  <message>
   <source>The two are not the same</source>
   <translation>兩次輸入不一致</translation>
  </message>
  <message>
   <source>The version before it holds again. Letters that were written with it stay as they are.</source>
   <translation>改用前一版本；以此版本產生的公文不受影響。</translation>
  </message>
  <message>
   <source>The view “{name}” is deleted</source>
   <translation>已刪除檢視「{name}」</translation>
  </message>
  <message>
   <source>The view “{name}” is kept</source>
   <translation>已保存檢視「{name}」</translation>
  </message>
  <message>
   <source>The visit has begun</source>
   <translation>查核已開始，不能在計畫中更動</translation>
  </message>
  <message>
   <source>The visit is being read.</source>
   <translation>正在讀取查核資料。</translation>
  </message>
  <message>
   <source>The visit is done</source>
   <translation>查核已完成，不能在計畫中更動</translation>
  </message>
  <message>
   <source>The visit is handed in.</source>
   <translation>查核已送審。</translation>
  </message>
  <message>
   <source>The wording is proposed; somebody else puts it in force</source>
   <translation>已提議，須由他人核可</translation>
  </message>
  <message>
   <source>The words in the other language</source>
   <translation>另一語言的文字</translation>
  </message>
  <message>
   <source>The words of the findings are removed for good, in the journal too. Earlier backups still hold them.</source>
   <translation>缺失內容將永久移除，稽核軌跡中亦同。較早的備份仍含有這些內容。</translation>
  </message>
  <message>
   <source>The words were others: {words}</source>
   <translation>當時文字不同：{words}</translation>
  </message>
  <message>
   <source>The working papers are signed off.</source>
   <translation>工作底稿已簽核。</translation>
  </message>
  <message>
   <source>The working papers are signed off: they can be read, not changed.</source>
   <translation>工作底稿已簽核，僅供閱覽，不得變更。</translation>
  </message>
  <message>
   <source>The year by firms and months</source>
   <translation>全年時程，依證券商與月份</translation>
  </message>
  <message>
   <source>Their words were removed already.</source>
   <translation>內容已經移除。</translation>
  </message>
  <message>
   <source>Theme</source>
   <translation>外觀主題</translation>
  </message>
  <message>
   <source>There are no older ones</source>
   <translation>沒有更舊的</translation>
  </message>
  <message>
   <source>There is a legal hold already.</source>
   <translation>已在保留凍結中。</translation>
  </message>
  <message>
   <source>There is a workspace here</source>
   <translation>這裡有一個工作區</translation>
  </message>
  <message>
   <source>There is already a workspace here; choose another folder, or open it</source>
   <translation>這裡已有工作區；請換一個資料夾，或直接開啟它</translation>
  </message>
  <message>
   <source>There is no draft to hand in</source>
   <translation>沒有可送出的公告稿</translation>
  </message>
  <message>
   <source>There is no firm in the register yet.</source>
   <translation>名冊尚無證券商。</translation>
  </message>
  <message>
   <source>There is no legal hold on it.</source>
   <translation>不在保留凍結中。</translation>
  </message>
  <message>
   <source>There is no list on this tab; “Write as files...” takes the whole edition.</source>
   <translation>這個分頁沒有清單；要整個版本請用「匯出檔案…」。</translation>
  </message>
  <message>
   <source>There is no plan for {year} yet</source>
   <translation>{year} 年度尚未建立</translation>
  </message>
  <message>
   <source>There is no plan yet</source>
   <translation>尚未建立年度計畫</translation>
  </message>
  <message>
   <source>There is nothing to undo</source>
   <translation>沒有可復原的步驟</translation>
  </message>
  <message>
   <source>There is nothing to write</source>
   <translation>沒有可匯出的紀錄</translation>
  </message>
  <message>
   <source>There is only this one.</source>
   <translation>只有這一件。</translation>
  </message>
  <message>
   <source>These are the newest</source>
   <translation>這是最新的</translation>
  </message>
  <message>
   <source>These could be computed: {cells}</source>
   <translation>以下數字可被推算：{cells}</translation>
  </message>
  <message>
   <source>These figures come out differently: {figures}</source>
   <translation>以下數字重算不符：{figures}</translation>
  </message>
  <message>
   <source>These words have been changed since.</source>
   <translation>這段文字之後已修改。</translation>
  </message>
  <message>
   <source>They are kept until {day}.</source>
   <translation>須保存到 {day}。</translation>
  </message>
  <message>
   <source>They keep the pattern they were recorded under; lists and figures count them under the new one.</source>
   <translation>缺失保留原登錄的態樣，清單與統計則計入新態樣。</translation>
  </message>
  <message>
   <source>This column is chosen for {field} too.</source>
   <translation>這一欄已對應到「{field}」。</translation>
  </message>
  <message>
   <source>This computer</source>
   <translation>這台電腦</translation>
  </message>
  <message>
   <source>This computer holds no audits</source>
   <translation>本機未持有查核</translation>
  </message>
  <message>
   <source>This condition is written as text; lines can't state it.</source>
   <translation>此條件以文字寫成，無法以逐項條件表示。</translation>
  </message>
  <message>
   <source>This edition</source>
   <translation>本版本</translation>
  </message>
  <message>
   <source>This field is no running text: choose one of the sides.</source>
   <translation>這個欄位不是文字，請選擇其中一方。</translation>
  </message>
  <message>
   <source>This file can't be read as a backup.</source>
   <translation>這個檔案無法當作備份讀取。</translation>
  </message>
  <message>
   <source>This file has no picture to draw on.</source>
   <translation>這個檔案沒有可標註的畫面。</translation>
  </message>
  <message>
   <source>This finding is handed in; only a returned one can be changed.</source>
   <translation>這則缺失已送審，退回後才能修改。</translation>
  </message>
  <message>
   <source>This finding stands under no item. Ctrl+M puts it to one.</source>
   <translation>這則缺失未歸項目，按 Ctrl+M 歸到項目。</translation>
  </message>
  <message>
   <source>This firm has no visit under way. Open one from the firms, then take the tip in.</source>
   <translation>這家證券商沒有進行中的查核。請先在「證券商」開啟查核，再納入檢舉。</translation>
  </message>
  <message>
   <source>This folder can't be reached</source>
   <translation>無法存取這個資料夾</translation>
  </message>
  <message>
   <source>This is the finding; the same key accepts it.</source>
   <translation>這是這則缺失的內容；再按一次即核可。</translation>
  </message>
  <message>
   <source>This item</source>
   <translation>此項抽樣</translation>
  </message>
  <message>
   <source>This item conforms: nothing to write</source>
   <translation>此項符合，無須撰寫</translation>
  </message>
  <message>
   <source>This item does not apply: nothing to write</source>
   <translation>此項不適用，無須撰寫</translation>
  </message>
  <message>
   <source>This item {count}</source>
   <translation>此項抽樣 {count}</translation>
  </message>
  <message>
   <source>This key is seen here for the first time: compare it with the office.</source>
   <translation>本機第一次見到這把金鑰：請與辦公室核對指紋。</translation>
  </message>
  <message>
   <source>This key was known here.</source>
   <translation>這把金鑰本機先前已認得。</translation>
  </message>
  <message>
   <source>This section does not apply</source>
   <translation>本章不適用</translation>
  </message>
  <message>
   <source>This time</source>
   <translation>本次</translation>
  </message>
  <message>
   <source>This very file was checked in before. Nothing would change.</source>
   <translation>這個檔案先前已攜回，不會有任何變更。</translation>
  </message>
  <message>
   <source>This workspace</source>
   <translation>這個工作區</translation>
  </message>
  <message>
   <source>This year</source>
   <translation>今年</translation>
  </message>
  <message>
   <source>Thu</source>
   <translation>四</translation>
  </message>
  <message>
   <source>Thursday</source>
   <translation>星期四</translation>
  </message>
  <message>
   <source>Tick all letters</source>
   <translation>勾選全部公文</translation>
  </message>
  <message>
   <source>Tick the letters that shall be written: Ctrl+A ticks all.</source>
   <translation>請勾選要產生的公文；Ctrl+A 全部勾選。</translation>
  </message>
  <message>
   <source>Tier</source>
   <translation>級距</translation>
  </message>
  <message>
   <source>Tier move</source>
   <translation>級距變更</translation>
  </message>
  <message>
   <source>Tier moves</source>
   <translation>級距變更</translation>
  </message>
  <message>
   <source>Tier moves of the year</source>
   <translation>本年度級距變更</translation>
  </message>
  <message>
   <source>Tier moves of {year}</source>
   <translation>{year} 年度級距變更</translation>
  </message>
  <message>
   <source>Tiers and duties</source>
   <translation>級距與職責</translation>
  </message>
  <message>
   <source>Time</source>
   <translation>時間</translation>
  </message>
  <message>
   <source>Tip {number}</source>
   <translation>檢舉 {number}</translation>
  </message>
  <message>
   <source>Tips</source>
   <translation>檢舉</translation>
  </message>
  <message>
   <source>Tips from a list</source>
   <translation>由清單登錄檢舉</translation>
  </message>
  <message>
   <source>Tips in {file}</source>
   <translation>{file} 內的檢舉</translation>
  </message>
  <message>
   <source>Title</source>
   <translation>標題</translation>
  </message>
  <message>
   <source>Title of the annex</source>
   <translation>附件標題</translation>
  </message>
  <message>
   <source>To</source>
   <translation>至</translation>
  </message>
  <message>
   <source>To be merged</source>
   <translation>待合併</translation>
  </message>
  <message>
   <source>To be published on</source>
   <translation>公告日</translation>
  </message>
  <message>
   <source>To be read</source>
   <translation>核定前查看</translation>
  </message>
  <message>
   <source>To be read by the reviewer</source>
   <translation>覆核人須閱讀</translation>
  </message>
  <message>
   <source>To do</source>
   <translation>待辦</translation>
  </message>
  <message>
   <source>To the approval</source>
   <translation>前往核定</translation>
  </message>
  <message>
   <source>To the batch</source>
   <translation>前往批次</translation>
  </message>
  <message>
   <source>To the firm</source>
   <translation>到證券商</translation>
  </message>
  <message>
   <source>To the firms</source>
   <translation>前往證券商</translation>
  </message>
  <message>
   <source>To the list</source>
   <translation>回清單</translation>
  </message>
  <message>
   <source>To the list of visits</source>
   <translation>回查核清單</translation>
  </message>
  <message>
   <source>To the plan</source>
   <translation>排入計畫</translation>
  </message>
  <message>
   <source>To the visits</source>
   <translation>回查核清單</translation>
  </message>
  <message>
   <source>To this day</source>
   <translation>至這一天</translation>
  </message>
  <message>
   <source>Today</source>
   <translation>今日</translation>
  </message>
  <message>
   <source>Try again</source>
   <translation>重試</translation>
  </message>
  <message>
   <source>Try it</source>
   <translation>試算</translation>
  </message>
  <message>
   <source>Try out</source>
   <translation>試算</translation>
  </message>
  <message>
   <source>Tue</source>
   <translation>二</translation>
  </message>
  <message>
   <source>Tuesday</source>
   <translation>星期二</translation>
  </message>
  <message>
   <source>Two or three words of it, a code, or what you saw</source>
   <translation>輸入兩三個字、代碼或看到的情形</translation>
  </message>
  <message>
   <source>Type the passphrase that you have now first.</source>
   <translation>請先輸入目前的密碼。</translation>
  </message>
  <message>
   <source>Type to add...</source>
   <translation>輸入以新增...</translation>
  </message>
  <message>
   <source>Type {visit} to confirm</source>
   <translation>輸入 {visit} 以確認</translation>
  </message>
  <message>
   <source>Type {year} to confirm</source>
   <translation>請輸入 {year} 以確認</translation>
  </message>
  <message>
   <source>Unchanged</source>
   <translation>停留</translation>
  </message>
  <message>
   <source>Under review: nothing is drawn on the evidence now.</source>
   <translation>覆核中，不可在證物上標記。</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>復原</translation>
  </message>
  <message>
   <source>Undo ...</source>
   <translation>還原…</translation>
  </message>
  <message>
   <source>Undo the check-in</source>
   <translation>還原攜回</translation>
  </message>
  <message>
   <source>Undo the check-in of {parcel}</source>
   <translation>還原 {parcel} 的攜回</translation>
  </message>
  <message>
   <source>Undo this import</source>
   <translation>復原這次匯入</translation>
  </message>
  <message>
   <source>Undo {parcel}</source>
   <translation>還原 {parcel}</translation>
  </message>
  <message>
   <source>Undo “Import {file}”</source>
   <translation>復原「匯入 {file}」</translation>
  </message>
  <message>
   <source>Undo “{step}”</source>
   <translation>復原「{step}」</translation>
  </message>
  <message>
   <source>Undo: {step}</source>
   <translation>復原「{step}」</translation>
  </message>
  <message>
   <source>Undone</source>
   <translation>已還原</translation>
  </message>
  <message>
   <source>Undone by {who}</source>
   <translation>已由 {who} 復原</translation>
  </message>
  <message>
   <source>Undone: {step}</source>
   <translation>已復原：{step}</translation>
  </message>
  <message>
   <source>Unexpected error</source>
   <translation>未預期的錯誤</translation>
  </message>
  <message>
   <source>Unified number</source>
   <translation>統一編號</translation>
  </message>
  <message>
   <source>Unknown</source>
   <translation>不明</translation>
  </message>
  <message>
   <source>Unlock</source>
   <translation>解鎖</translation>
  </message>
  <message>
   <source>Unlock the workspace</source>
   <translation>解鎖工作區</translation>
  </message>
  <message>
   <source>Until</source>
   <translation>展至</translation>
  </message>
  <message>
   <source>Updated on</source>
   <translation>更新日期</translation>
  </message>
  <message>
   <source>Updated since</source>
   <translation>更新日期起</translation>
  </message>
  <message>
   <source>Updated until</source>
   <translation>更新日期迄</translation>
  </message>
  <message>
   <source>Used last</source>
   <translation>最近使用</translation>
  </message>
  <message>
   <source>Valid from</source>
   <translation>生效日</translation>
  </message>
  <message>
   <source>Value</source>
   <translation>內容</translation>
  </message>
  <message>
   <source>Verified now</source>
   <translation>剛才驗證</translation>
  </message>
  <message>
   <source>Verified when made</source>
   <translation>建立時已驗證</translation>
  </message>
  <message>
   <source>Verify</source>
   <translation>驗證</translation>
  </message>
  <message>
   <source>Verify a backup</source>
   <translation>驗證備份</translation>
  </message>
  <message>
   <source>Verify a file</source>
   <translation>驗證檔案</translation>
  </message>
  <message>
   <source>Verify a file ...</source>
   <translation>驗證檔案…</translation>
  </message>
  <message>
   <source>Version</source>
   <translation>版本</translation>
  </message>
  <message>
   <source>Version {number} is a draft; what you type is kept.</source>
   <translation>已新增第 {number} 版草稿，輸入內容會自動保存。</translation>
  </message>
  <message>
   <source>Versions of the template</source>
   <translation>範本版本</translation>
  </message>
  <message>
   <source>View</source>
   <translation>檢視方式</translation>
  </message>
  <message>
   <source>Views of the findings</source>
   <translation>缺失的檢視</translation>
  </message>
  <message>
   <source>Views of the letters</source>
   <translation>公文檢視</translation>
  </message>
  <message>
   <source>Visit</source>
   <translation>查核</translation>
  </message>
  <message>
   <source>Visit papers</source>
   <translation>查核資料</translation>
  </message>
  <message>
   <source>Visit {number} opened with {count} items</source>
   <translation>已開啟查核 {number}，共 {count} 項</translation>
  </message>
  <message>
   <source>Visited {day}.</source>
   <translation>{day} 查核。</translation>
  </message>
  <message>
   <source>Visits</source>
   <translation>查核次數</translation>
  </message>
  <message>
   <source>Waiting</source>
   <translation>待回覆</translation>
  </message>
  <message>
   <source>Waiting for a reply</source>
   <translation>待函復</translation>
  </message>
  <message>
   <source>Waiting for approval</source>
   <translation>待核定</translation>
  </message>
  <message>
   <source>Waiting for its turn</source>
   <translation>等候中</translation>
  </message>
  <message>
   <source>Waiting for review</source>
   <translation>待覆核</translation>
  </message>
  <message>
   <source>Waiting for you</source>
   <translation>需要您處理</translation>
  </message>
  <message>
   <source>Wed</source>
   <translation>三</translation>
  </message>
  <message>
   <source>Wednesday</source>
   <translation>星期三</translation>
  </message>
  <message>
   <source>Welcome to AuditDesk</source>
   <translation>歡迎使用 AuditDesk</translation>
  </message>
  <message>
   <source>Welcome — AuditDesk</source>
   <translation>歡迎 — AuditDesk</translation>
  </message>
  <message>
   <source>What changed</source>
   <translation>前後差異</translation>
  </message>
  <message>
   <source>What comes home of {parcel} is refused then. Nothing on the laptop is lost.</source>
   <translation>之後 {parcel} 攜回時會被拒收；筆電上的內容不會遺失。</translation>
  </message>
  <message>
   <source>What did you see? # links an item</source>
   <translation>看到什麼？以 # 指定項目</translation>
  </message>
  <message>
   <source>What does not overlap is put together; you can change it</source>
   <translation>兩邊不重疊的增補已放在一起，可直接修改</translation>
  </message>
  <message>
   <source>What happens</source>
   <translation>處理結果</translation>
  </message>
  <message>
   <source>What happens to each</source>
   <translation>各則處理結果</translation>
  </message>
  <message>
   <source>What is attached already is not shown again.</source>
   <translation>已附上的不會再列出。</translation>
  </message>
  <message>
   <source>What is changed from then on is marked as changed after approval.</source>
   <translation>此後的更動會標示為核定後異動。</translation>
  </message>
  <message>
   <source>What is expected</source>
   <translation>應辦事項</translation>
  </message>
  <message>
   <source>What is expected, in Chinese</source>
   <translation>應辦事項（中文）</translation>
  </message>
  <message>
   <source>What is expected, in English</source>
   <translation>應辦事項（英文）</translation>
  </message>
  <message>
   <source>What is listed</source>
   <translation>列出內容</translation>
  </message>
  <message>
   <source>What is shown</source>
   <translation>顯示內容</translation>
  </message>
  <message>
   <source>What is to be mended? The author reads it.</source>
   <translation>須補正什麼？撰寫人會看到。</translation>
  </message>
  <message>
   <source>What it says of each finding comes by its reply sheet, in the place Findings.</source>
   <translation>各項缺失的回覆內容，請於「缺失」匯入回覆表。</translation>
  </message>
  <message>
   <source>What it would do</source>
   <translation>將會如何</translation>
  </message>
  <message>
   <source>What opens it</source>
   <translation>開啟方式</translation>
  </message>
  <message>
   <source>What stands in it</source>
   <translation>欄位內容</translation>
  </message>
  <message>
   <source>What stands in the way</source>
   <translation>原因</translation>
  </message>
  <message>
   <source>What the firm answers</source>
   <translation>證券商的回覆</translation>
  </message>
  <message>
   <source>What the firm said to it</source>
   <translation>受查方對此的說明</translation>
  </message>
  <message>
   <source>What the line is about is no longer there.</source>
   <translation>這一筆所記的對象已不存在。</translation>
  </message>
  <message>
   <source>What they say stays as it is from now on; a mistake takes a correcting letter.</source>
   <translation>核定後內容不再變動；如有錯誤，須另發更正函。</translation>
  </message>
  <message>
   <source>What was saved is safe; the step that failed was not kept. The text below holds no names, figures or passphrases.</source>
   <translation>已存的內容都安全，失敗的這一步沒有保留。下方文字不含姓名、數字或密碼。</translation>
  </message>
  <message>
   <source>What was seen</source>
   <translation>所見情形</translation>
  </message>
  <message>
   <source>What was sent in</source>
   <translation>檢舉內容</translation>
  </message>
  <message>
   <source>What was signed falls.</source>
   <translation>先前簽核將失效。</translation>
  </message>
  <message>
   <source>What was written is there, and the numbers of the rest are kept for them.</source>
   <translation>已產生的公文都在，其餘的號碼也保留著。</translation>
  </message>
  <message>
   <source>What you do</source>
   <translation>您的工作</translation>
  </message>
  <message>
   <source>What you had typed and not saved is back.</source>
   <translation>已復原未存的輸入</translation>
  </message>
  <message>
   <source>What you typed is in {file}, unencrypted.</source>
   <translation>輸入內容已另存到 {file}（未加密）</translation>
  </message>
  <message>
   <source>What you typed is saved now.</source>
   <translation>剛才的輸入已經存入</translation>
  </message>
  <message>
   <source>What you typed last is only in memory. Closing now loses it.</source>
   <translation>最後的輸入只在記憶體裡，現在關閉就會遺失。</translation>
  </message>
  <message>
   <source>Where it names a day.</source>
   <translation>證券商有載明時填寫。</translation>
  </message>
  <message>
   <source>Where it went</source>
   <translation>去向</translation>
  </message>
  <message>
   <source>Where shall the work lie?</source>
   <translation>資料放在哪裡？</translation>
  </message>
  <message>
   <source>Where the work lies</source>
   <translation>資料放在哪裡</translation>
  </message>
  <message>
   <source>Which item does {finding} belong to?</source>
   <translation>{finding} 歸到哪一項？</translation>
  </message>
  <message>
   <source>Which package?</source>
   <translation>要用哪個查核包？</translation>
  </message>
  <message>
   <source>Who</source>
   <translation>使用者</translation>
  </message>
  <message>
   <source>Who are you?</source>
   <translation>您是哪一位？</translation>
  </message>
  <message>
   <source>Who had signed off, when, and your reason stay in the history. Who signed off can't withdraw it.</source>
   <translation>原簽核人、時間與您的理由都留在歷程；簽核人本人不能撤回。</translation>
  </message>
  <message>
   <source>Who has kept a copy of the key file is shut out only by changing the data key.</source>
   <translation>若對方留有金鑰檔的複本，須更換資料金鑰才能真正排除。</translation>
  </message>
  <message>
   <source>Who holds which audits</source>
   <translation>誰持有哪些查核</translation>
  </message>
  <message>
   <source>Who looks after this section</source>
   <translation>指派本章查核員</translation>
  </message>
  <message>
   <source>Who looks after {code}?</source>
   <translation>{code} 由誰負責？</translation>
  </message>
  <message>
   <source>Who reported</source>
   <translation>查閱檢舉人</translation>
  </message>
  <message>
   <source>Who reported ...</source>
   <translation>查閱檢舉人…</translation>
  </message>
  <message>
   <source>Who reported is sealed at once: the list itself is not kept.</source>
   <translation>檢舉人資料會立即封存；清單檔案本身不會留存。</translation>
  </message>
  <message>
   <source>Who reported the tip</source>
   <translation>查閱檢舉人</translation>
  </message>
  <message>
   <source>Who reported {number}</source>
   <translation>{number} 的檢舉人</translation>
  </message>
  <message>
   <source>Who takes them along</source>
   <translation>由誰攜出</translation>
  </message>
  <message>
   <source>Who you are</source>
   <translation>您的身分</translation>
  </message>
  <message>
   <source>Whoever changes the severity has written the finding too and can't accept it any more.</source>
   <translation>調整嚴重度的人即為撰寫人之一，之後不能核可這則缺失。</translation>
  </message>
  <message>
   <source>Whoever checks it can't close it: somebody else does.</source>
   <translation>複查的人不能結案，須由他人結案。</translation>
  </message>
  <message>
   <source>Whole office</source>
   <translation>全科</translation>
  </message>
  <message>
   <source>Whole visit</source>
   <translation>整次查核</translation>
  </message>
  <message>
   <source>Whole, {number} lines</source>
   <translation>完整，共 {number} 筆</translation>
  </message>
  <message>
   <source>Whose tasks</source>
   <translation>誰的待辦</translation>
  </message>
  <message>
   <source>Why</source>
   <translation>說明</translation>
  </message>
  <message>
   <source>Why can't it be told whether “{duty}” applies?</source>
   <translation>為何無法判斷是否適用「{duty}」？</translation>
  </message>
  <message>
   <source>Why does {code} not apply?</source>
   <translation>{code} 為何不適用？</translation>
  </message>
  <message>
   <source>Why does “{duty}” apply?</source>
   <translation>為何適用「{duty}」？</translation>
  </message>
  <message>
   <source>Why does “{duty}” not apply?</source>
   <translation>為何不適用「{duty}」？</translation>
  </message>
  <message>
   <source>Why in scope?</source>
   <translation>為何在範圍內？</translation>
  </message>
  <message>
   <source>Why is it not known whether {item} applies?</source>
   <translation>為何無法判斷 {item} 是否適用？</translation>
  </message>
  <message>
   <source>Why is it not known whether “{part}” applies?</source>
   <translation>為何無法判斷「{part}」是否適用？</translation>
  </message>
  <message>
   <source>Why is that much in scope?</source>
   <translation>為何是這個範圍？</translation>
  </message>
  <message>
   <source>Why is {firm} visited then?</source>
   <translation>為何這樣排{firm}？</translation>
  </message>
  <message>
   <source>Why is {item} in scope?</source>
   <translation>為何 {item} 在範圍內？</translation>
  </message>
  <message>
   <source>Why is {item} not in scope?</source>
   <translation>為何 {item} 不在範圍內？</translation>
  </message>
  <message>
   <source>Why is “{part}” in scope?</source>
   <translation>為何「{part}」在範圍內？</translation>
  </message>
  <message>
   <source>Why is “{part}” not in scope?</source>
   <translation>為何「{part}」不在範圍內？</translation>
  </message>
  <message>
   <source>Why it is no leak</source>
   <translation>不是洩漏的理由</translation>
  </message>
  <message>
   <source>Why it is no leak; the reviewer confirms it</source>
   <translation>不是洩漏的理由；覆核人再確認</translation>
  </message>
  <message>
   <source>Why left out</source>
   <translation>未列入原因</translation>
  </message>
  <message>
   <source>Why these days</source>
   <translation>為何排在這幾天</translation>
  </message>
  <message>
   <source>Why this severity</source>
   <translation>嚴重度理由</translation>
  </message>
  <message>
   <source>Why this severity and not the pattern's?</source>
   <translation>為何與態樣預設不同？</translation>
  </message>
  <message>
   <source>Why this staffing duty?</source>
   <translation>為何是這樣的人力編制？</translation>
  </message>
  <message>
   <source>Why this tier?</source>
   <translation>為何是這個級距？</translation>
  </message>
  <message>
   <source>Why: {what}</source>
   <translation>為何：{what}</translation>
  </message>
  <message>
   <source>Why?</source>
   <translation>為何？</translation>
  </message>
  <message>
   <source>With a hash that no locked notice has:</source>
   <translation>雜湊值不屬任何已鎖定之公告：</translation>
  </message>
  <message>
   <source>Withdraw</source>
   <translation>撤回</translation>
  </message>
  <message>
   <source>Withdraw ...</source>
   <translation>撤回…</translation>
  </message>
  <message>
   <source>Withdraw the sign-off ...</source>
   <translation>撤回簽核…</translation>
  </message>
  <message>
   <source>Withdraw the sign-off of {visit}</source>
   <translation>撤回 {visit} 的簽核</translation>
  </message>
  <message>
   <source>Withdraw {number}</source>
   <translation>撤回「{number}」</translation>
  </message>
  <message>
   <source>Withdraw...</source>
   <translation>撤回…</translation>
  </message>
  <message>
   <source>Withdrawn by the reporter</source>
   <translation>檢舉人撤回</translation>
  </message>
  <message>
   <source>Wording</source>
   <translation>文字</translation>
  </message>
  <message>
   <source>Wording by</source>
   <translation>撰寫</translation>
  </message>
  <message>
   <source>Words do not help here: roll it up or keep it without figures</source>
   <translation>改寫無法解決：請併入章節或不揭露家數</translation>
  </message>
  <message>
   <source>Words of the note</source>
   <translation>快記的文字</translation>
  </message>
  <message>
   <source>Words of the paragraph</source>
   <translation>段落文字</translation>
  </message>
  <message>
   <source>Work is still going on ({count}). Close now?</source>
   <translation>還有 {count} 項工作進行中，要現在關閉嗎？</translation>
  </message>
  <message>
   <source>Work is still going on. Somebody else can sign in when it is done.</source>
   <translation>工作仍在進行，完成後才能由其他人登入。</translation>
  </message>
  <message>
   <source>Worked on by you: not yours to review</source>
   <translation>您曾修改，不可覆核</translation>
  </message>
  <message>
   <source>Working days to comply</source>
   <translation>遵行期間（營業日）</translation>
  </message>
  <message>
   <source>Working paper ...</source>
   <translation>工作底稿…</translation>
  </message>
  <message>
   <source>Working paper {visit}</source>
   <translation>工作底稿 {visit}</translation>
  </message>
  <message>
   <source>Workspace folder</source>
   <translation>工作區資料夾</translation>
  </message>
  <message>
   <source>Worth a look</source>
   <translation>建議檢視</translation>
  </message>
  <message>
   <source>Write</source>
   <translation>文字</translation>
  </message>
  <message>
   <source>Write a batch</source>
   <translation>批次產生</translation>
  </message>
  <message>
   <source>Write a comment; needed for a return</source>
   <translation>寫意見，退回時必填</translation>
  </message>
  <message>
   <source>Write as files...</source>
   <translation>匯出檔案…</translation>
  </message>
  <message>
   <source>Write as finding</source>
   <translation>直接寫成缺失</translation>
  </message>
  <message>
   <source>Write comment</source>
   <translation>寫下意見</translation>
  </message>
  <message>
   <source>Write edition {edition} as files</source>
   <translation>匯出規則版本 {edition}</translation>
  </message>
  <message>
   <source>Write letters</source>
   <translation>產生公文</translation>
  </message>
  <message>
   <source>Write something first.</source>
   <translation>請先填寫內容。</translation>
  </message>
  <message>
   <source>Write the notice of {year}</source>
   <translation>輸出 {year} 年度公告</translation>
  </message>
  <message>
   <source>Write the receipt</source>
   <translation>寫出收據</translation>
  </message>
  <message>
   <source>Write the receipt for the laptop beside the package</source>
   <translation>在查核包旁寫出給筆電的收據</translation>
  </message>
  <message>
   <source>Write what is to be mended.</source>
   <translation>請寫明須補正什麼。</translation>
  </message>
  <message>
   <source>Write {count} letter</source>
   <translation>產生 {count} 件</translation>
  </message>
  <message>
   <source>Write {count} letters</source>
   <translation>產生 {count} 件</translation>
  </message>
  <message>
   <source>Write {file}</source>
   <translation>寫出 {file}</translation>
  </message>
  <message>
   <source>Writing ...</source>
   <translation>輸出中…</translation>
  </message>
  <message>
   <source>Writing {done} / {total}</source>
   <translation>產生中 {done} / {total}</translation>
  </message>
  <message>
   <source>Written</source>
   <translation>產生日</translation>
  </message>
  <message>
   <source>Written as</source>
   <translation>寫法</translation>
  </message>
  <message>
   <source>Written by</source>
   <translation>承辦人</translation>
  </message>
  <message>
   <source>Written by you: not yours to review</source>
   <translation>您撰寫，不可覆核</translation>
  </message>
  <message>
   <source>Written by {people}.</source>
   <translation>撰寫人：{people}。</translation>
  </message>
  <message>
   <source>Written: {file}</source>
   <translation>已寫出 {file}</translation>
  </message>
  <message>
   <source>Wrong or missing in this visit</source>
   <translation>錯漏清單</translation>
  </message>
  <message>
   <source>Wrong {tries} times. Try again in {count} second.</source>
   <translation>已輸入錯誤 {tries} 次，請於 {count} 秒後再試。</translation>
  </message>
  <message>
   <source>Wrong {tries} times. Try again in {count} seconds.</source>
   <translation>已輸入錯誤 {tries} 次，請於 {count} 秒後再試。</translation>
  </message>
  <message>
   <source>Year</source>
   <translation>年度</translation>
  </message>
  <message>
   <source>Year {year}</source>
   <translation>{year} 年度</translation>
  </message>
  <message>
   <source>Years</source>
   <translation>年數</translation>
  </message>
  <message>
   <source>Years visit papers are kept</source>
   <translation>查核資料保存年數</translation>
  </message>
  <message>
   <source>Yes</source>
   <translation>是</translation>
  </message>
  <message>
   <source>You can go on. If it happens again, copy the text and send it to whoever looks after AuditDesk.</source>
   <translation>您可以繼續使用。若再次發生，請複製下方文字，交給維護 AuditDesk 的同仁。</translation>
  </message>
  <message>
   <source>You handed it in: somebody else has to sign it off.</source>
   <translation>由您送審，須由他人簽核。</translation>
  </message>
  <message>
   <source>Your audits under way</source>
   <translation>您進行中的查核</translation>
  </message>
  <message>
   <source>Your decision waits until then; what you wrote is kept.</source>
   <translation>看過之後才能決定；您寫的意見仍保留。</translation>
  </message>
  <message>
   <source>Your name stands beside everything you decide. The first person also looks after the others.</source>
   <translation>您的決定都會附上姓名。第一位使用者同時負責管理其他人員。</translation>
  </message>
  <message>
   <source>Your office gave you a file and, by another way, its passphrase. It says who you are and what you audit.</source>
   <translation>辦公室給了您一個檔案，並以其他方式告知密碼；您是誰、查哪些證券商都在裡面。</translation>
  </message>
  <message>
   <source>Your own; the signing key and everything you did stay.</source>
   <translation>只變更您自己的密碼；簽署金鑰與做過的紀錄不變。</translation>
  </message>
  <message>
   <source>Your passphrase, {login}</source>
   <translation>{login} 的密碼</translation>
  </message>
  <message>
   <source>Yours to decide</source>
   <translation>需要您決定</translation>
  </message>
  <message>
   <source>about {count} second left</source>
   <translation>約剩 {count} 秒</translation>
  </message>
  <message>
   <source>about {count} seconds left</source>
   <translation>約剩 {count} 秒</translation>
  </message>
  <message>
   <source>accept</source>
   <translation>核可</translation>
  </message>
  <message>
   <source>accepted findings of three years</source>
   <translation>近三年已核可缺失</translation>
  </message>
  <message>
   <source>added to the checklist for the tip</source>
   <translation>因檢舉加查</translation>
  </message>
  <message>
   <source>all keys</source>
   <translation>全部按鍵</translation>
  </message>
  <message>
   <source>all of them</source>
   <translation>全部符合</translation>
  </message>
  <message>
   <source>all {count} parts apply, {items} items</source>
   <translation>{count} 部分均適用，{items} 項</translation>
  </message>
  <message>
   <source>and {count} more</source>
   <translation>另有 {count} 項</translation>
  </message>
  <message>
   <source>and {count} more place</source>
   <translation>另有 {count} 處</translation>
  </message>
  <message>
   <source>and {count} more places</source>
   <translation>另有 {count} 處</translation>
  </message>
  <message>
   <source>another person</source>
   <translation>另一人</translation>
  </message>
  <message>
   <source>answered after {count} day on average</source>
   <translation>平均 {count} 天回覆</translation>
  </message>
  <message>
   <source>answered after {count} days on average</source>
   <translation>平均 {count} 天回覆</translation>
  </message>
  <message>
   <source>any of them</source>
   <translation>任一符合</translation>
  </message>
  <message>
   <source>applies</source>
   <translation>適用</translation>
  </message>
  <message>
   <source>apply</source>
   <translation>套用</translation>
  </message>
  <message>
   <source>approve</source>
   <translation>核定</translation>
  </message>
  <message>
   <source>as in the settings</source>
   <translation>依設定</translation>
  </message>
  <message>
   <source>as the edition</source>
   <translation>同版本</translation>
  </message>
  <message>
   <source>assign</source>
   <translation>指派</translation>
  </message>
  <message>
   <source>at least {count}</source>
   <translation>至少 {count}</translation>
  </message>
  <message>
   <source>at most NT${amount}</source>
   <translation>上限新臺幣 {amount} 元</translation>
  </message>
  <message>
   <source>attach</source>
   <translation>附證物</translation>
  </message>
  <message>
   <source>audit year</source>
   <translation>查核年度</translation>
  </message>
  <message>
   <source>audits</source>
   <translation>查核</translation>
  </message>
  <message>
   <source>back</source>
   <translation>返回</translation>
  </message>
  <message>
   <source>back to the queue</source>
   <translation>回佇列</translation>
  </message>
  <message>
   <source>based on {edition}</source>
   <translation>依據 {edition}</translation>
  </message>
  <message>
   <source>batch</source>
   <translation>批次</translation>
  </message>
  <message>
   <source>before {before}, now {after}</source>
   <translation>原為 {before}，改為 {after}</translation>
  </message>
  <message>
   <source>before {value}</source>
   <translation>原為 {value}</translation>
  </message>
  <message>
   <source>begin to compile</source>
   <translation>開始彙整</translation>
  </message>
  <message>
   <source>begins below the one before.</source>
   <translation>起點低於前一級距。</translation>
  </message>
  <message>
   <source>being read</source>
   <translation>讀取中</translation>
  </message>
  <message>
   <source>binds: {whom}</source>
   <translation>適用：{whom}</translation>
  </message>
  <message>
   <source>by risk and waiting time</source>
   <translation>依風險與等候時間</translation>
  </message>
  <message>
   <source>by tier</source>
   <translation>件，依級距</translation>
  </message>
  <message>
   <source>by waiting time</source>
   <translation>依等候時間</translation>
  </message>
  <message>
   <source>camera phone screenshot photo clipboard</source>
   <translation>相機 手機 截圖 照片 剪貼簿</translation>
  </message>
  <message>
   <source>capital as of {day}</source>
   <translation>資本額以 {day} 為準</translation>
  </message>
  <message>
   <source>capital below</source>
   <translation>資本額未達</translation>
  </message>
  <message>
   <source>capital below {amount}</source>
   <translation>資本額未達 {amount}</translation>
  </message>
  <message>
   <source>capital from</source>
   <translation>資本額達</translation>
  </message>
  <message>
   <source>capital from {amount}</source>
   <translation>資本額 {amount}以上</translation>
  </message>
  <message>
   <source>capital from {least} to below {most}</source>
   <translation>資本額 {least}以上、未達 {most}</translation>
  </message>
  <message>
   <source>capital {amount}</source>
   <translation>資本額 {amount}</translation>
  </message>
  <message>
   <source>capture</source>
   <translation>記一筆</translation>
  </message>
  <message>
   <source>central</source>
   <translation>採中央版</translation>
  </message>
  <message>
   <source>change the text</source>
   <translation>修改文字</translation>
  </message>
  <message>
   <source>changed after approval</source>
   <translation>核定後異動</translation>
  </message>
  <message>
   <source>check in</source>
   <translation>攜回</translation>
  </message>
  <message>
   <source>check out</source>
   <translation>攜出</translation>
  </message>
  <message>
   <source>checked out</source>
   <translation>已攜出</translation>
  </message>
  <message>
   <source>choose</source>
   <translation>選擇</translation>
  </message>
  <message>
   <source>clash</source>
   <translation>衝突</translation>
  </message>
  <message>
   <source>clear</source>
   <translation>清除判定</translation>
  </message>
  <message>
   <source>close tip</source>
   <translation>結案</translation>
  </message>
  <message>
   <source>commands</source>
   <translation>指令</translation>
  </message>
  <message>
   <source>comment</source>
   <translation>意見</translation>
  </message>
  <message>
   <source>confirm</source>
   <translation>確認</translation>
  </message>
  <message>
   <source>copy</source>
   <translation>複製</translation>
  </message>
  <message>
   <source>correct</source>
   <translation>更正</translation>
  </message>
  <message>
   <source>dashed = plan</source>
   <translation>虛線＝計畫</translation>
  </message>
  <message>
   <source>date of issue</source>
   <translation>發文日期</translation>
  </message>
  <message>
   <source>day</source>
   <translation>基準日</translation>
  </message>
  <message>
   <source>days late</source>
   <translation>逾期天數</translation>
  </message>
  <message>
   <source>days of the audit</source>
   <translation>查核日期</translation>
  </message>
  <message>
   <source>decided before</source>
   <translation>先前的決定</translation>
  </message>
  <message>
   <source>deficient in {year} too</source>
   <translation>{year}也不符</translation>
  </message>
  <message>
   <source>deficient last year too</source>
   <translation>去年同項缺失</translation>
  </message>
  <message>
   <source>delete</source>
   <translation>刪除</translation>
  </message>
  <message>
   <source>department or person</source>
   <translation>收文單位或人員</translation>
  </message>
  <message>
   <source>does not apply</source>
   <translation>不適用</translation>
  </message>
  <message>
   <source>does not hold</source>
   <translation>不成立</translation>
  </message>
  <message>
   <source>done</source>
   <translation>完成</translation>
  </message>
  <message>
   <source>done by {day}</source>
   <translation>{day} 前完成</translation>
  </message>
  <message>
   <source>done {count}</source>
   <translation>實際 {count}</translation>
  </message>
  <message>
   <source>done, next</source>
   <translation>完成，下一項</translation>
  </message>
  <message>
   <source>draft in {visit}</source>
   <translation>成為 {visit} 的草稿</translation>
  </message>
  <message>
   <source>draft, without a number</source>
   <translation>函稿，尚未取號</translation>
  </message>
  <message>
   <source>due on {day}, {count} day left</source>
   <translation>{day} 公告，剩 {count} 天</translation>
  </message>
  <message>
   <source>due on {day}, {count} days left</source>
   <translation>{day} 公告，剩 {count} 天</translation>
  </message>
  <message>
   <source>due {day}</source>
   <translation>改善期限 {day}</translation>
  </message>
  <message>
   <source>e-document body (.di)</source>
   <translation>電子公文本文（.di）</translation>
  </message>
  <message>
   <source>earlier letter's date</source>
   <translation>前函日期</translation>
  </message>
  <message>
   <source>earlier letter's number</source>
   <translation>前函字號</translation>
  </message>
  <message>
   <source>earlier reply due</source>
   <translation>前函函復期限</translation>
  </message>
  <message>
   <source>editions</source>
   <translation>版本清單</translation>
  </message>
  <message>
   <source>every firm</source>
   <translation>所有證券商</translation>
  </message>
  <message>
   <source>evidence</source>
   <translation>看證物</translation>
  </message>
  <message>
   <source>evidence {count}</source>
   <translation>證物 {count}</translation>
  </message>
  <message>
   <source>export</source>
   <translation>匯出</translation>
  </message>
  <message>
   <source>export list</source>
   <translation>匯出清單</translation>
  </message>
  <message>
   <source>facts count from {day}</source>
   <translation>資料基準日 {day}</translation>
  </message>
  <message>
   <source>facts to be added</source>
   <translation>事實待補</translation>
  </message>
  <message>
   <source>field {number} of {total}</source>
   <translation>{number} / {total} 欄</translation>
  </message>
  <message>
   <source>fields</source>
   <translation>欄位</translation>
  </message>
  <message>
   <source>figures</source>
   <translation>圖表</translation>
  </message>
  <message>
   <source>files and hashes</source>
   <translation>檔案與雜湊值</translation>
  </message>
  <message>
   <source>filter</source>
   <translation>篩選</translation>
  </message>
  <message>
   <source>find</source>
   <translation>尋找</translation>
  </message>
  <message>
   <source>finding: code</source>
   <translation>缺失：代號</translation>
  </message>
  <message>
   <source>finding: criterion</source>
   <translation>缺失：依據</translation>
  </message>
  <message>
   <source>finding: due date</source>
   <translation>缺失：改善期限</translation>
  </message>
  <message>
   <source>finding: earlier years</source>
   <translation>缺失：先前年度</translation>
  </message>
  <message>
   <source>finding: facts</source>
   <translation>缺失：查得事實</translation>
  </message>
  <message>
   <source>finding: number</source>
   <translation>缺失：編號</translation>
  </message>
  <message>
   <source>finding: reason</source>
   <translation>缺失：原因</translation>
  </message>
  <message>
   <source>finding: remark that it was found before</source>
   <translation>缺失：曾列同項缺失之註記</translation>
  </message>
  <message>
   <source>finding: severity</source>
   <translation>缺失：嚴重度</translation>
  </message>
  <message>
   <source>finding: standing</source>
   <translation>缺失：辦理情形</translation>
  </message>
  <message>
   <source>finding: wording</source>
   <translation>缺失：標準文字</translation>
  </message>
  <message>
   <source>findings</source>
   <translation>缺失</translation>
  </message>
  <message>
   <source>findings of {year}</source>
   <translation>{year} 年度缺失</translation>
  </message>
  <message>
   <source>findings {count}</source>
   <translation>缺失 {count} 項</translation>
  </message>
  <message>
   <source>finished</source>
   <translation>完成</translation>
  </message>
  <message>
   <source>firm's code</source>
   <translation>證券商代號</translation>
  </message>
  <message>
   <source>firm's name</source>
   <translation>證券商名稱</translation>
  </message>
  <message>
   <source>firms by tier</source>
   <translation>家數，依級距</translation>
  </message>
  <message>
   <source>firms, cumulative</source>
   <translation>家數，累計</translation>
  </message>
  <message>
   <source>first day – last day</source>
   <translation>首日–末日</translation>
  </message>
  <message>
   <source>fold, the draft stays</source>
   <translation>收起，草稿留著</translation>
  </message>
  <message>
   <source>for example TWSE or TPEx</source>
   <translation>例如證交所、櫃買中心</translation>
  </message>
  <message>
   <source>for information, decides nothing</source>
   <translation>僅供參考，不作決定</translation>
  </message>
  <message>
   <source>found before</source>
   <translation>先前曾有</translation>
  </message>
  <message>
   <source>found for the first time</source>
   <translation>首次發現</translation>
  </message>
  <message>
   <source>found in an earlier year too</source>
   <translation>先前年度曾有</translation>
  </message>
  <message>
   <source>found {count} time before</source>
   <translation>先前曾有 {count} 次</translation>
  </message>
  <message>
   <source>found {count} times before</source>
   <translation>先前曾有 {count} 次</translation>
  </message>
  <message>
   <source>free then</source>
   <translation>該段有空</translation>
  </message>
  <message>
   <source>from {day}</source>
   <translation>{day} 起</translation>
  </message>
  <message>
   <source>go in</source>
   <translation>進入</translation>
  </message>
  <message>
   <source>group</source>
   <translation>分組</translation>
  </message>
  <message>
   <source>hand in</source>
   <translation>繳回</translation>
  </message>
  <message>
   <source>hand in or approve</source>
   <translation>送核或核定</translation>
  </message>
  <message>
   <source>hashes agree</source>
   <translation>雜湊相符</translation>
  </message>
  <message>
   <source>hinted, to be read</source>
   <translation>提示，須查看</translation>
  </message>
  <message>
   <source>holds</source>
   <translation>成立</translation>
  </message>
  <message>
   <source>holds nothing: the second amount must be the larger one.</source>
   <translation>上限須大於下限。</translation>
  </message>
  <message>
   <source>home</source>
   <translation>攜回</translation>
  </message>
  <message>
   <source>how many findings</source>
   <translation>缺失項數</translation>
  </message>
  <message>
   <source>in force</source>
   <translation>有效</translation>
  </message>
  <message>
   <source>in {count} earlier year</source>
   <translation>先前 {count} 個年度</translation>
  </message>
  <message>
   <source>in {count} earlier years</source>
   <translation>先前 {count} 個年度</translation>
  </message>
  <message>
   <source>internal: may name hosts and people, and is checked before the notice</source>
   <translation>內部紀錄可寫主機與人員，公告前會另行檢查</translation>
  </message>
  <message>
   <source>into a visit</source>
   <translation>納入查核</translation>
  </message>
  <message>
   <source>into the letter</source>
   <translation>看公文</translation>
  </message>
  <message>
   <source>into the letter, and back</source>
   <translation>進出公文預覽</translation>
  </message>
  <message>
   <source>into the text</source>
   <translation>到內文</translation>
  </message>
  <message>
   <source>item</source>
   <translation>項目</translation>
  </message>
  <message>
   <source>item in the visit</source>
   <translation>查核項目</translation>
  </message>
  <message>
   <source>jobs</source>
   <translation>工作清單</translation>
  </message>
  <message>
   <source>joined</source>
   <translation>兩者合併</translation>
  </message>
  <message>
   <source>jot it down now, sort it later</source>
   <translation>先記下來，稍後再歸到項目</translation>
  </message>
  <message>
   <source>judge</source>
   <translation>判定</translation>
  </message>
  <message>
   <source>judged {judgement}</source>
   <translation>判定{judgement}</translation>
  </message>
  <message>
   <source>keep, back</source>
   <translation>保留並返回</translation>
  </message>
  <message>
   <source>keep, next flag</source>
   <translation>保留，下一處</translation>
  </message>
  <message>
   <source>kept apart, of {authority}</source>
   <translation>{authority}之缺失，另行保存</translation>
  </message>
  <message>
   <source>kept on {day}</source>
   <translation>{day} 已遵行</translation>
  </message>
  <message>
   <source>kept until {day}, {standing}</source>
   <translation>保存到 {day}，{standing}</translation>
  </message>
  <message>
   <source>kept without figures</source>
   <translation>保留但不揭露家數</translation>
  </message>
  <message>
   <source>kept {day} {time}</source>
   <translation>{day} {time} 匯入</translation>
  </message>
  <message>
   <source>lapsed {day}: the words changed</source>
   <translation>{day} 起失效：條文已變更</translation>
  </message>
  <message>
   <source>laptop</source>
   <translation>採攜回版</translation>
  </message>
  <message>
   <source>large</source>
   <translation>放大</translation>
  </message>
  <message>
   <source>later</source>
   <translation>稍後</translation>
  </message>
  <message>
   <source>lead</source>
   <translation>主查</translation>
  </message>
  <message>
   <source>leave out</source>
   <translation>略過</translation>
  </message>
  <message>
   <source>leaves a gap, it must begin at {expected}.</source>
   <translation>與前一級距之間有空隙，應自 {expected} 起。</translation>
  </message>
  <message>
   <source>leaves without its place</source>
   <translation>對外不含位置</translation>
  </message>
  <message>
   <source>led by {authority}</source>
   <translation>由{authority}主辦</translation>
  </message>
  <message>
   <source>letter sender letterhead</source>
   <translation>公文 發文機關 文頭</translation>
  </message>
  <message>
   <source>letter's number</source>
   <translation>發文字號</translation>
  </message>
  <message>
   <source>letters</source>
   <translation>件</translation>
  </message>
  <message>
   <source>line</source>
   <translation>逐筆</translation>
  </message>
  <message>
   <source>line = last year</source>
   <translation>直線＝去年</translation>
  </message>
  <message>
   <source>line {number}</source>
   <translation>第 {number} 筆</translation>
  </message>
  <message>
   <source>lines</source>
   <translation>清單</translation>
  </message>
  <message>
   <source>list of findings</source>
   <translation>缺失清單</translation>
  </message>
  <message>
   <source>looked after by {initial}</source>
   <translation>由{initial}負責</translation>
  </message>
  <message>
   <source>made up and kept</source>
   <translation>自動產生並留存</translation>
  </message>
  <message>
   <source>mark</source>
   <translation>標記</translation>
  </message>
  <message>
   <source>marked to follow up</source>
   <translation>已標記待追</translation>
  </message>
  <message>
   <source>mend it</source>
   <translation>前往處理</translation>
  </message>
  <message>
   <source>mere remark</source>
   <translation>純備註</translation>
  </message>
  <message>
   <source>met</source>
   <translation>齊備</translation>
  </message>
  <message>
   <source>missing</source>
   <translation>未排</translation>
  </message>
  <message>
   <source>move</source>
   <translation>移動</translation>
  </message>
  <message>
   <source>move a day</source>
   <translation>改期一天</translation>
  </message>
  <message>
   <source>never</source>
   <translation>從未</translation>
  </message>
  <message>
   <source>new</source>
   <translation>新增</translation>
  </message>
  <message>
   <source>new item</source>
   <translation>新增項目</translation>
  </message>
  <message>
   <source>new line</source>
   <translation>換行</translation>
  </message>
  <message>
   <source>new version</source>
   <translation>新版本</translation>
  </message>
  <message>
   <source>next</source>
   <translation>下一個</translation>
  </message>
  <message>
   <source>next field</source>
   <translation>下一欄</translation>
  </message>
  <message>
   <source>next finding</source>
   <translation>上下一則</translation>
  </message>
  <message>
   <source>next flag</source>
   <translation>下一處</translation>
  </message>
  <message>
   <source>next open item</source>
   <translation>下一個未查</translation>
  </message>
  <message>
   <source>next pane</source>
   <translation>換窗格</translation>
  </message>
  <message>
   <source>next problem</source>
   <translation>下一個問題</translation>
  </message>
  <message>
   <source>next setting</source>
   <translation>下一項</translation>
  </message>
  <message>
   <source>next step</source>
   <translation>下一步</translation>
  </message>
  <message>
   <source>no</source>
   <translation>否</translation>
  </message>
  <message>
   <source>no firm named</source>
   <translation>未指名</translation>
  </message>
  <message>
   <source>no folder is chosen</source>
   <translation>尚未選擇資料夾</translation>
  </message>
  <message>
   <source>no leak, says {name}: {reason}</source>
   <translation>{name} 說明非洩漏：{reason}</translation>
  </message>
  <message>
   <source>no number yet</source>
   <translation>尚未取號</translation>
  </message>
  <message>
   <source>no such item</source>
   <translation>無此項</translation>
  </message>
  <message>
   <source>no upper bound</source>
   <translation>不設上限</translation>
  </message>
  <message>
   <source>nobody yet</source>
   <translation>未指派</translation>
  </message>
  <message>
   <source>none</source>
   <translation>無</translation>
  </message>
  <message>
   <source>none given</source>
   <translation>未填</translation>
  </message>
  <message>
   <source>none yet</source>
   <translation>尚無</translation>
  </message>
  <message>
   <source>not compared</source>
   <translation>不比較</translation>
  </message>
  <message>
   <source>not imported</source>
   <translation>不匯入</translation>
  </message>
  <message>
   <source>not known</source>
   <translation>不明</translation>
  </message>
  <message>
   <source>not known: {what}</source>
   <translation>無法判斷：{what}</translation>
  </message>
  <message>
   <source>not planned yet</source>
   <translation>尚未排程</translation>
  </message>
  <message>
   <source>not published</source>
   <translation>條件未公布</translation>
  </message>
  <message>
   <source>not read yet</source>
   <translation>尚未閱讀</translation>
  </message>
  <message>
   <source>not readable</source>
   <translation>無法讀取</translation>
  </message>
  <message>
   <source>not ticked</source>
   <translation>未勾選</translation>
  </message>
  <message>
   <source>not yet</source>
   <translation>尚未</translation>
  </message>
  <message>
   <source>not yet scheduled</source>
   <translation>未排程</translation>
  </message>
  <message>
   <source>not: {what}</source>
   <translation>非：{what}</translation>
  </message>
  <message>
   <source>nothing</source>
   <translation>無</translation>
  </message>
  <message>
   <source>nothing open</source>
   <translation>沒有待處理</translation>
  </message>
  <message>
   <source>notice</source>
   <translation>公告</translation>
  </message>
  <message>
   <source>now {value}</source>
   <translation>現為 {value}</translation>
  </message>
  <message>
   <source>of at least {count}</source>
   <translation>／至少 {count}</translation>
  </message>
  <message>
   <source>of {count}</source>
   <translation>／需 {count}</translation>
  </message>
  <message>
   <source>offers co-location</source>
   <translation>使用主機共置服務</translation>
  </message>
  <message>
   <source>offers no co-location</source>
   <translation>未使用主機共置服務</translation>
  </message>
  <message>
   <source>one further letter would reach</source>
   <translation>再有一件即達</translation>
  </message>
  <message>
   <source>one more with each press, back in time</source>
   <translation>按一次附一張，依時間往回</translation>
  </message>
  <message>
   <source>open</source>
   <translation>開啟</translation>
  </message>
  <message>
   <source>open the next</source>
   <translation>看下一件</translation>
  </message>
  <message>
   <source>open-ended</source>
   <translation>無期限</translation>
  </message>
  <message>
   <source>or</source>
   <translation>或</translation>
  </message>
  <message>
   <source>orders: {orders}</source>
   <translation>電子下單：{orders}</translation>
  </message>
  <message>
   <source>original</source>
   <translation>原文</translation>
  </message>
  <message>
   <source>other letter</source>
   <translation>換件預覽</translation>
  </message>
  <message>
   <source>other version</source>
   <translation>換版本</translation>
  </message>
  <message>
   <source>other words</source>
   <translation>改文字</translation>
  </message>
  <message>
   <source>over 10 days</source>
   <translation>逾 10 天</translation>
  </message>
  <message>
   <source>over 90</source>
   <translation>逾 90 天</translation>
  </message>
  <message>
   <source>overlaps the one before, which goes up to {expected}.</source>
   <translation>與前一級距重疊，前一級距至 {expected} 止。</translation>
  </message>
  <message>
   <source>package share network check-in</source>
   <translation>查核包 共用資料夾 網路 攜回</translation>
  </message>
  <message>
   <source>page {at} of {total}</source>
   <translation>第 {at}／{total} 頁</translation>
  </message>
  <message>
   <source>pattern</source>
   <translation>換態樣</translation>
  </message>
  <message>
   <source>place {place}</source>
   <translation>位置 {place}</translation>
  </message>
  <message>
   <source>plan</source>
   <translation>排入計畫</translation>
  </message>
  <message>
   <source>planned</source>
   <translation>已排</translation>
  </message>
  <message>
   <source>post</source>
   <translation>郵寄</translation>
  </message>
  <message>
   <source>previous flag</source>
   <translation>上一處</translation>
  </message>
  <message>
   <source>printed</source>
   <translation>公布</translation>
  </message>
  <message>
   <source>procedure</source>
   <translation>查核程序</translation>
  </message>
  <message>
   <source>propose</source>
   <translation>提出</translation>
  </message>
  <message>
   <source>propose a wording</source>
   <translation>提議態樣</translation>
  </message>
  <message>
   <source>proposed by {name}</source>
   <translation>{name} 提議</translation>
  </message>
  <message>
   <source>published as {number}</source>
   <translation>已公告，{number}</translation>
  </message>
  <message>
   <source>put away</source>
   <translation>收起</translation>
  </message>
  <message>
   <source>put to the item</source>
   <translation>歸到項目</translation>
  </message>
  <message>
   <source>read</source>
   <translation>查看</translation>
  </message>
  <message>
   <source>read by you</source>
   <translation>您已查看</translation>
  </message>
  <message>
   <source>receipt</source>
   <translation>收據</translation>
  </message>
  <message>
   <source>received {day}</source>
   <translation>{day} 收到</translation>
  </message>
  <message>
   <source>record dispatch</source>
   <translation>寄發</translation>
  </message>
  <message>
   <source>record receipt</source>
   <translation>送達</translation>
  </message>
  <message>
   <source>record reply</source>
   <translation>函復</translation>
  </message>
  <message>
   <source>remind of overdue</source>
   <translation>稽催</translation>
  </message>
  <message>
   <source>replace</source>
   <translation>改派</translation>
  </message>
  <message>
   <source>reply due</source>
   <translation>函復期限</translation>
  </message>
  <message>
   <source>reply sheet {format}</source>
   <translation>回覆表 {format}</translation>
  </message>
  <message>
   <source>reply sheets</source>
   <translation>回覆表</translation>
  </message>
  <message>
   <source>return</source>
   <translation>退回</translation>
  </message>
  <message>
   <source>reviewed by</source>
   <translation>覆核</translation>
  </message>
  <message>
   <source>rewrite</source>
   <translation>改寫</translation>
  </message>
  <message>
   <source>rolled up</source>
   <translation>已併入章節</translation>
  </message>
  <message>
   <source>row {row}</source>
   <translation>第 {row} 列</translation>
  </message>
  <message>
   <source>run</source>
   <translation>執行</translation>
  </message>
  <message>
   <source>same rule</source>
   <translation>規定相同</translation>
  </message>
  <message>
   <source>sample data</source>
   <translation>範例資料</translation>
  </message>
  <message>
   <source>sample, to be read</source>
   <translation>抽樣，須查看</translation>
  </message>
  <message>
   <source>samples</source>
   <translation>抽樣訪談</translation>
  </message>
  <message>
   <source>saved by itself</source>
   <translation>已自動儲存</translation>
  </message>
  <message>
   <source>says what the register says</source>
   <translation>與名冊相同</translation>
  </message>
  <message>
   <source>scroll</source>
   <translation>捲動</translation>
  </message>
  <message>
   <source>search</source>
   <translation>搜尋</translation>
  </message>
  <message>
   <source>section</source>
   <translation>選擇章節</translation>
  </message>
  <message>
   <source>security staffing {word}</source>
   <translation>資安人力 {word}</translation>
  </message>
  <message>
   <source>sender</source>
   <translation>發文機關</translation>
  </message>
  <message>
   <source>settle</source>
   <translation>處理</translation>
  </message>
  <message>
   <source>settled</source>
   <translation>已處理</translation>
  </message>
  <message>
   <source>severity</source>
   <translation>嚴重度</translation>
  </message>
  <message>
   <source>shipped</source>
   <translation>隨附</translation>
  </message>
  <message>
   <source>short of staff</source>
   <translation>人力不足</translation>
  </message>
  <message>
   <source>short: {count}</source>
   <translation>缺 {count} 家</translation>
  </message>
  <message>
   <source>show differences</source>
   <translation>檢視差異</translation>
  </message>
  <message>
   <source>side pane</source>
   <translation>側欄</translation>
  </message>
  <message>
   <source>sign</source>
   <translation>簽核</translation>
  </message>
  <message>
   <source>source: {source}</source>
   <translation>來源：{source}</translation>
  </message>
  <message>
   <source>stays as it is</source>
   <translation>維持原狀</translation>
  </message>
  <message>
   <source>stays {value}</source>
   <translation>維持 {value}</translation>
  </message>
  <message>
   <source>tab</source>
   <translation>分頁</translation>
  </message>
  <message>
   <source>tabs</source>
   <translation>分頁</translation>
  </message>
  <message>
   <source>take in</source>
   <translation>收受</translation>
  </message>
  <message>
   <source>take the ticks away</source>
   <translation>取消勾選</translation>
  </message>
  <message>
   <source>taken</source>
   <translation>採用</translation>
  </message>
  <message>
   <source>taken back</source>
   <translation>已取消</translation>
  </message>
  <message>
   <source>taken back: {reason}</source>
   <translation>已撤回：{reason}</translation>
  </message>
  <message>
   <source>taken from {finding}</source>
   <translation>取自 {finding}</translation>
  </message>
  <message>
   <source>taken {time}</source>
   <translation>拍攝於 {time}</translation>
  </message>
  <message>
   <source>takes internet orders</source>
   <translation>辦理網路下單</translation>
  </message>
  <message>
   <source>takes no internet orders</source>
   <translation>未辦理網路下單業務</translation>
  </message>
  <message>
   <source>takes none</source>
   <translation>不取號</translation>
  </message>
  <message>
   <source>the first one must begin at 0.</source>
   <translation>第一個級距須自 0 起。</translation>
  </message>
  <message>
   <source>the last decision</source>
   <translation>最近的決定</translation>
  </message>
  <message>
   <source>the last one must be open: leave its second amount empty.</source>
   <translation>最後一個級距不設上限，請將上限留空。</translation>
  </message>
  <message>
   <source>the list says {value}</source>
   <translation>此檔為 {value}</translation>
  </message>
  <message>
   <source>the notice will use this wording</source>
   <translation>公告時採用此標準文字</translation>
  </message>
  <message>
   <source>the one before is open; give it a second amount.</source>
   <translation>前一級距未設上限，請先填入。</translation>
  </message>
  <message>
   <source>the rule has changed</source>
   <translation>規定有異動</translation>
  </message>
  <message>
   <source>the rule would allow now</source>
   <translation>依規定目前得為</translation>
  </message>
  <message>
   <source>the table has no band.</source>
   <translation>表中沒有任何級距。</translation>
  </message>
  <message>
   <source>tick</source>
   <translation>勾選</translation>
  </message>
  <message>
   <source>tick all</source>
   <translation>全部勾選</translation>
  </message>
  <message>
   <source>tick, next</source>
   <translation>勾選，下一項</translation>
  </message>
  <message>
   <source>ticked</source>
   <translation>已勾選</translation>
  </message>
  <message>
   <source>tier {tier}</source>
   <translation>級距 {tier}</translation>
  </message>
  <message>
   <source>to be met by {day}</source>
   <translation>應於 {day} 前辦理</translation>
  </message>
  <message>
   <source>to its letters</source>
   <translation>看公文</translation>
  </message>
  <message>
   <source>to the list</source>
   <translation>回清單</translation>
  </message>
  <message>
   <source>to the plan</source>
   <translation>回計畫</translation>
  </message>
  <message>
   <source>to the visits</source>
   <translation>回查核清單</translation>
  </message>
  <message>
   <source>undecided</source>
   <translation>未決定</translation>
  </message>
  <message>
   <source>under way</source>
   <translation>進行</translation>
  </message>
  <message>
   <source>undo</source>
   <translation>復原</translation>
  </message>
  <message>
   <source>undone</source>
   <translation>已取消</translation>
  </message>
  <message>
   <source>unknown: {count}</source>
   <translation>未知 {count} 家</translation>
  </message>
  <message>
   <source>until {day}</source>
   <translation>至 {day}</translation>
  </message>
  <message>
   <source>until {day}, asked on {asked}</source>
   <translation>展至 {day}（{asked} 申請）</translation>
  </message>
  <message>
   <source>up to 2 days</source>
   <translation>2 天內</translation>
  </message>
  <message>
   <source>valid from {day}</source>
   <translation>自 {day} 起</translation>
  </message>
  <message>
   <source>view</source>
   <translation>檢視</translation>
  </message>
  <message>
   <source>views</source>
   <translation>檢視</translation>
  </message>
  <message>
   <source>waits</source>
   <translation>待回覆</translation>
  </message>
  <message>
   <source>waits for a decision</source>
   <translation>待決定</translation>
  </message>
  <message>
   <source>waits {count} working day</source>
   <translation>已等候 {count} 個營業日</translation>
  </message>
  <message>
   <source>waits {count} working days</source>
   <translation>已等候 {count} 個營業日</translation>
  </message>
  <message>
   <source>was due on {day}</source>
   <translation>{day} 應公告</translation>
  </message>
  <message>
   <source>was taken in before</source>
   <translation>先前已匯入</translation>
  </message>
  <message>
   <source>what changed</source>
   <translation>前後差異</translation>
  </message>
  <message>
   <source>what differs</source>
   <translation>看差異</translation>
  </message>
  <message>
   <source>why</source>
   <translation>為何</translation>
  </message>
  <message>
   <source>why in scope</source>
   <translation>為何在範圍內</translation>
  </message>
  <message>
   <source>will be done</source>
   <translation>將處理</translation>
  </message>
  <message>
   <source>with its place</source>
   <translation>含拍攝位置</translation>
  </message>
  <message>
   <source>with marks</source>
   <translation>有標註</translation>
  </message>
  <message>
   <source>withheld: fewer than {count} firms</source>
   <translation>不揭露：未達 {count} 家</translation>
  </message>
  <message>
   <source>withheld: others could be computed from it</source>
   <translation>不揭露：可由其推算</translation>
  </message>
  <message>
   <source>without its place</source>
   <translation>不含位置</translation>
  </message>
  <message>
   <source>working days</source>
   <translation>則，工作天</translation>
  </message>
  <message>
   <source>write</source>
   <translation>撰寫</translation>
  </message>
  <message>
   <source>write as finding</source>
   <translation>寫成缺失</translation>
  </message>
  <message>
   <source>write them</source>
   <translation>產生</translation>
  </message>
  <message>
   <source>written</source>
   <translation>撰寫</translation>
  </message>
  <message>
   <source>written by</source>
   <translation>撰寫</translation>
  </message>
  <message>
   <source>written by {name} {day} {time}</source>
   <translation>撰寫 {name} {day} {time}</translation>
  </message>
  <message>
   <source>yes</source>
   <translation>是</translation>
  </message>
  <message>
   <source>you can do something else</source>
   <translation>可繼續做別的事</translation>
  </message>
  <message>
   <source>{act} ...</source>
   <translation>{act}…</translation>
  </message>
  <message>
   <source>{act} {count} finding</source>
   <translation>{act} {count} 則</translation>
  </message>
  <message>
   <source>{act} {count} findings</source>
   <translation>{act} {count} 則</translation>
  </message>
  <message>
   <source>{act}: {count} finding</source>
   <translation>{act}：{count} 則缺失</translation>
  </message>
  <message>
   <source>{act}: {count} finding done</source>
   <translation>{act}：已完成 {count} 則</translation>
  </message>
  <message>
   <source>{act}: {count} findings</source>
   <translation>{act}：{count} 則缺失</translation>
  </message>
  <message>
   <source>{act}: {count} findings done</source>
   <translation>{act}：已完成 {count} 則</translation>
  </message>
  <message>
   <source>{act}: {subject}</source>
   <translation>{act}：{subject}</translation>
  </message>
  <message>
   <source>{authority} {count}</source>
   <translation>{authority} {count} 則</translation>
  </message>
  <message>
   <source>{batch} is approved</source>
   <translation>{batch} 已核定</translation>
  </message>
  <message>
   <source>{batch} is signed</source>
   <translation>{batch} 已簽章</translation>
  </message>
  <message>
   <source>{batch} stopped at {done} / {total}</source>
   <translation>{batch} 停在 {done} / {total}</translation>
  </message>
  <message>
   <source>{batch} stopped at {done} of {count} letters.</source>
   <translation>批次 {batch} 停在 {done}／{count} 件。</translation>
  </message>
  <message>
   <source>{batch}: {count} letter written</source>
   <translation>{batch}：已產生 {count} 件</translation>
  </message>
  <message>
   <source>{batch}: {count} letters written</source>
   <translation>{batch}：已產生 {count} 件</translation>
  </message>
  <message>
   <source>{blocked} blocked; {rest}</source>
   <translation>{blocked} 件擋下，其餘 {rest}</translation>
  </message>
  <message>
   <source>{certainty}; source: {source}</source>
   <translation>{certainty}；出處：{source}</translation>
  </message>
  <message>
   <source>{code} {name}, {done} of {total} checked</source>
   <translation>{code} {name}，已查 {done}，共 {total}</translation>
  </message>
  <message>
   <source>{column} as {field}</source>
   <translation>「{column}」為{field}</translation>
  </message>
  <message>
   <source>{count} % of the items seen in the rule's text</source>
   <translation>{count}% 項目已核對條文</translation>
  </message>
  <message>
   <source>{count} accepted finding</source>
   <translation>已核可 {count} 件</translation>
  </message>
  <message>
   <source>{count} accepted findings</source>
   <translation>已核可 {count} 件</translation>
  </message>
  <message>
   <source>{count} added</source>
   <translation>新增 {count}</translation>
  </message>
  <message>
   <source>{count} are other authorities': kept apart with their source, never in our notice.</source>
   <translation>{count} 則屬其他機關：連同來源另行保存，不列入本公司公告。</translation>
  </message>
  <message>
   <source>{count} are refused with their reasons</source>
   <translation>{count} 列未匯入，附理由</translation>
  </message>
  <message>
   <source>{count} are registered already</source>
   <translation>{count} 件原已登錄</translation>
  </message>
  <message>
   <source>{count} are said to be no leaks; the reviewer confirms each.</source>
   <translation>{count} 處說明非洩漏，由覆核人逐一確認。</translation>
  </message>
  <message>
   <source>{count} audit checked out, {size}</source>
   <translation>已攜出 {count} 件查核，{size}</translation>
  </message>
  <message>
   <source>{count} audit taken in: {audits}</source>
   <translation>已收受 {count} 件查核：{audits}</translation>
  </message>
  <message>
   <source>{count} audits checked out, {size}</source>
   <translation>已攜出 {count} 件查核，{size}</translation>
  </message>
  <message>
   <source>{count} audits taken in: {audits}</source>
   <translation>已收受 {count} 件查核：{audits}</translation>
  </message>
  <message>
   <source>{count} blocked</source>
   <translation>{count} 件擋下</translation>
  </message>
  <message>
   <source>{count} branches written to {file}</source>
   <translation>已將 {count} 處分公司寫入 {file}</translation>
  </message>
  <message>
   <source>{count} changed</source>
   <translation>變更 {count}</translation>
  </message>
  <message>
   <source>{count} characters</source>
   <translation>字數 {count}</translation>
  </message>
  <message>
   <source>{count} chosen</source>
   <translation>已抽 {count} 筆</translation>
  </message>
  <message>
   <source>{count} clash is open</source>
   <translation>合併衝突 {count} 件未解決</translation>
  </message>
  <message>
   <source>{count} clashes are open</source>
   <translation>合併衝突 {count} 件未解決</translation>
  </message>
  <message>
   <source>{count} comment open</source>
   <translation>{count} 則意見未結</translation>
  </message>
  <message>
   <source>{count} comments open</source>
   <translation>{count} 則意見未結</translation>
  </message>
  <message>
   <source>{count} conflict</source>
   <translation>{count} 處衝突</translation>
  </message>
  <message>
   <source>{count} conflicts</source>
   <translation>{count} 處衝突</translation>
  </message>
  <message>
   <source>{count} could not be written</source>
   <translation>{count} 件未寫出</translation>
  </message>
  <message>
   <source>{count} d late, reminded {times}×</source>
   <translation>逾 {count} 天，催 {times} 次</translation>
  </message>
  <message>
   <source>{count} day</source>
   <translation>{count} 天</translation>
  </message>
  <message>
   <source>{count} day away</source>
   <translation>不在 {count} 天</translation>
  </message>
  <message>
   <source>{count} day clashes</source>
   <translation>衝突 {count} 天</translation>
  </message>
  <message>
   <source>{count} day free</source>
   <translation>空 {count} 天</translation>
  </message>
  <message>
   <source>{count} day late</source>
   <translation>逾期 {count} 天</translation>
  </message>
  <message>
   <source>{count} day to the notice</source>
   <translation>年度公告倒數 {count} 天</translation>
  </message>
  <message>
   <source>{count} days</source>
   <translation>{count} 天</translation>
  </message>
  <message>
   <source>{count} days ago</source>
   <translation>{count} 天前</translation>
  </message>
  <message>
   <source>{count} days away</source>
   <translation>不在 {count} 天</translation>
  </message>
  <message>
   <source>{count} days clash</source>
   <translation>衝突 {count} 天</translation>
  </message>
  <message>
   <source>{count} days earlier</source>
   <translation>提前 {count} 天</translation>
  </message>
  <message>
   <source>{count} days free</source>
   <translation>空 {count} 天</translation>
  </message>
  <message>
   <source>{count} days late</source>
   <translation>逾期 {count} 天</translation>
  </message>
  <message>
   <source>{count} days to the notice</source>
   <translation>年度公告倒數 {count} 天</translation>
  </message>
  <message>
   <source>{count} deviate</source>
   <translation>{count} 筆不符</translation>
  </message>
  <message>
   <source>{count} deviates</source>
   <translation>{count} 筆不符</translation>
  </message>
  <message>
   <source>{count} edition</source>
   <translation>{count} 版</translation>
  </message>
  <message>
   <source>{count} editions</source>
   <translation>{count} 版</translation>
  </message>
  <message>
   <source>{count} entries</source>
   <translation>{count} 則</translation>
  </message>
  <message>
   <source>{count} entry</source>
   <translation>{count} 則</translation>
  </message>
  <message>
   <source>{count} file</source>
   <translation>{count} 個檔案</translation>
  </message>
  <message>
   <source>{count} file is made again as it was</source>
   <translation>{count} 個檔案已重新產生，內容與當初相同</translation>
  </message>
  <message>
   <source>{count} file is no longer in the folder</source>
   <translation>{count} 個檔案已不在資料夾</translation>
  </message>
  <message>
   <source>{count} file kept, hashed and encrypted.</source>
   <translation>已存入 {count} 件，已計算雜湊並加密。</translation>
  </message>
  <message>
   <source>{count} file missing or altered</source>
   <translation>{count} 件遺失或遭更動</translation>
  </message>
  <message>
   <source>{count} file not whole</source>
   <translation>{count} 個檔案不完整</translation>
  </message>
  <message>
   <source>{count} file ticked</source>
   <translation>已勾選 {count} 件</translation>
  </message>
  <message>
   <source>{count} file written</source>
   <translation>已輸出 {count} 個檔案</translation>
  </message>
  <message>
   <source>{count} file, hashed as it came in</source>
   <translation>{count} 件，匯入時已計算雜湊</translation>
  </message>
  <message>
   <source>{count} files</source>
   <translation>{count} 個檔案</translation>
  </message>
  <message>
   <source>{count} files are made again as they were</source>
   <translation>{count} 個檔案已重新產生，內容與當初相同</translation>
  </message>
  <message>
   <source>{count} files are no longer in the folder</source>
   <translation>{count} 個檔案已不在資料夾</translation>
  </message>
  <message>
   <source>{count} files kept, hashed and encrypted.</source>
   <translation>已存入 {count} 件，已計算雜湊並加密。</translation>
  </message>
  <message>
   <source>{count} files missing or altered</source>
   <translation>{count} 件遺失或遭更動</translation>
  </message>
  <message>
   <source>{count} files not whole</source>
   <translation>{count} 個檔案不完整</translation>
  </message>
  <message>
   <source>{count} files ticked</source>
   <translation>已勾選 {count} 件</translation>
  </message>
  <message>
   <source>{count} files written</source>
   <translation>已輸出 {count} 個檔案</translation>
  </message>
  <message>
   <source>{count} files, hashed as they came in</source>
   <translation>{count} 件，匯入時已計算雜湊</translation>
  </message>
  <message>
   <source>{count} finding</source>
   <translation>{count} 件</translation>
  </message>
  <message>
   <source>{count} finding came from it</source>
   <translation>依此態樣的缺失 {count} 則</translation>
  </message>
  <message>
   <source>{count} finding is not accepted and would be left out</source>
   <translation>{count} 件缺失尚未核可，將不列入</translation>
  </message>
  <message>
   <source>{count} finding is not accepted yet</source>
   <translation>{count} 件缺失尚未核可</translation>
  </message>
  <message>
   <source>{count} finding is open.</source>
   <translation>未結缺失 {count} 件。</translation>
  </message>
  <message>
   <source>{count} finding open</source>
   <translation>{count} 件未結</translation>
  </message>
  <message>
   <source>{count} finding taken in</source>
   <translation>已匯入 {count} 則缺失</translation>
  </message>
  <message>
   <source>{count} finding waits</source>
   <translation>{count} 則待覆核</translation>
  </message>
  <message>
   <source>{count} finding written to {file}</source>
   <translation>已將 {count} 則缺失寫入 {file}</translation>
  </message>
  <message>
   <source>{count} finding. Inside only: never printed.</source>
   <translation>{count} 件缺失。僅供內部，不會印出。</translation>
  </message>
  <message>
   <source>{count} findings</source>
   <translation>{count} 件</translation>
  </message>
  <message>
   <source>{count} findings are not accepted and would be left out</source>
   <translation>{count} 件缺失尚未核可，將不列入</translation>
  </message>
  <message>
   <source>{count} findings are not accepted yet</source>
   <translation>{count} 件缺失尚未核可</translation>
  </message>
  <message>
   <source>{count} findings are open.</source>
   <translation>未結缺失 {count} 件。</translation>
  </message>
  <message>
   <source>{count} findings came from it</source>
   <translation>依此態樣的缺失 {count} 則</translation>
  </message>
  <message>
   <source>{count} findings open</source>
   <translation>{count} 件未結</translation>
  </message>
  <message>
   <source>{count} findings taken in</source>
   <translation>已匯入 {count} 則缺失</translation>
  </message>
  <message>
   <source>{count} findings wait</source>
   <translation>{count} 則待覆核</translation>
  </message>
  <message>
   <source>{count} findings written to {file}</source>
   <translation>已將 {count} 則缺失寫入 {file}</translation>
  </message>
  <message>
   <source>{count} findings. Inside only: never printed.</source>
   <translation>{count} 件缺失。僅供內部，不會印出。</translation>
  </message>
  <message>
   <source>{count} firm</source>
   <translation>{count} 家</translation>
  </message>
  <message>
   <source>{count} firm audited; the year has no plan</source>
   <translation>已查核 {count} 家，本年度尚無計畫</translation>
  </message>
  <message>
   <source>{count} firm has no date.</source>
   <translation>{count} 家沒有日期。</translation>
  </message>
  <message>
   <source>{count} firm needs none</source>
   <translation>另 {count} 家不需發函</translation>
  </message>
  <message>
   <source>{count} firm of {applied} to which it applied</source>
   <translation>{count} 家，適用 {applied} 家</translation>
  </message>
  <message>
   <source>{count} firms</source>
   <translation>{count} 家</translation>
  </message>
  <message>
   <source>{count} firms audited; the year has no plan</source>
   <translation>已查核 {count} 家，本年度尚無計畫</translation>
  </message>
  <message>
   <source>{count} firms have no date.</source>
   <translation>{count} 家沒有日期。</translation>
  </message>
  <message>
   <source>{count} firms need none</source>
   <translation>另 {count} 家不需發函</translation>
  </message>
  <message>
   <source>{count} firms of {applied} to which it applied</source>
   <translation>{count} 家，適用 {applied} 家</translation>
  </message>
  <message>
   <source>{count} firms written to {file}</source>
   <translation>已將 {count} 家寫入 {file}</translation>
  </message>
  <message>
   <source>{count} firms, {missing} of them not in this plan</source>
   <translation>{count} 家，其中 {missing} 家不在本計畫</translation>
  </message>
  <message>
   <source>{count} flag is open</source>
   <translation>{count} 處標示待處理</translation>
  </message>
  <message>
   <source>{count} flag is open: settle it first</source>
   <translation>還有 {count} 處待處理，全部處理後才能送覆核</translation>
  </message>
  <message>
   <source>{count} flags are open</source>
   <translation>{count} 處標示待處理</translation>
  </message>
  <message>
   <source>{count} flags are open: settle them first</source>
   <translation>還有 {count} 處待處理，全部處理後才能送覆核</translation>
  </message>
  <message>
   <source>{count} is another authority's: kept apart with its source, never in our notice.</source>
   <translation>{count} 則屬其他機關：連同來源另行保存，不列入本公司公告。</translation>
  </message>
  <message>
   <source>{count} is refused with its reason</source>
   <translation>{count} 列未匯入，附理由</translation>
  </message>
  <message>
   <source>{count} is registered already</source>
   <translation>{count} 件原已登錄</translation>
  </message>
  <message>
   <source>{count} is said to be no leak; the reviewer confirms it.</source>
   <translation>{count} 處說明非洩漏，由覆核人確認。</translation>
  </message>
  <message>
   <source>{count} item</source>
   <translation>{count} 項</translation>
  </message>
  <message>
   <source>{count} items</source>
   <translation>{count} 項</translation>
  </message>
  <message>
   <source>{count} job running</source>
   <translation>{count} 項工作進行中</translation>
  </message>
  <message>
   <source>{count} jobs running</source>
   <translation>{count} 項工作進行中</translation>
  </message>
  <message>
   <source>{count} left out</source>
   <translation>略過 {count}</translation>
  </message>
  <message>
   <source>{count} letter</source>
   <translation>{count} 件公文</translation>
  </message>
  <message>
   <source>{count} letter and its files go; its number is free again.</source>
   <translation>{count} 件公文及其檔案將移除，號碼收回。</translation>
  </message>
  <message>
   <source>{count} letter can be written</source>
   <translation>{count} 件可產生</translation>
  </message>
  <message>
   <source>{count} letter in {file}</source>
   <translation>{file} 已寫出 {count} 件</translation>
  </message>
  <message>
   <source>{count} letter is approved and may go out.</source>
   <translation>將核定 {count} 件公文，核定後即可寄發。</translation>
  </message>
  <message>
   <source>{count} letter is still to be opened</source>
   <translation>尚有 {count} 件須開啟查看</translation>
  </message>
  <message>
   <source>{count} letter sent</source>
   <translation>{count} 件已發</translation>
  </message>
  <message>
   <source>{count} letter ticked</source>
   <translation>已勾選 {count} 件</translation>
  </message>
  <message>
   <source>{count} letter will be written</source>
   <translation>{count} 件將產生</translation>
  </message>
  <message>
   <source>{count} letters</source>
   <translation>{count} 件公文</translation>
  </message>
  <message>
   <source>{count} letters and their files go; their numbers are free again.</source>
   <translation>{count} 件公文及其檔案將移除，號碼收回。</translation>
  </message>
  <message>
   <source>{count} letters are approved and may go out.</source>
   <translation>將核定 {count} 件公文，核定後即可寄發。</translation>
  </message>
  <message>
   <source>{count} letters are still to be opened</source>
   <translation>尚有 {count} 件須開啟查看</translation>
  </message>
  <message>
   <source>{count} letters can be written</source>
   <translation>{count} 件可產生</translation>
  </message>
  <message>
   <source>{count} letters in {file}</source>
   <translation>{file} 已寫出 {count} 件</translation>
  </message>
  <message>
   <source>{count} letters sent</source>
   <translation>{count} 件已發</translation>
  </message>
  <message>
   <source>{count} letters ticked</source>
   <translation>已勾選 {count} 件</translation>
  </message>
  <message>
   <source>{count} letters will be written</source>
   <translation>{count} 件將產生</translation>
  </message>
  <message>
   <source>{count} letters, {done} of {sample} read that have to be read before approval</source>
   <translation>共 {count} 件；核定前須查看 {sample} 件，已查看 {done} 件</translation>
  </message>
  <message>
   <source>{count} line</source>
   <translation>{count} 筆</translation>
  </message>
  <message>
   <source>{count} line can be compared with last year's notice.</source>
   <translation>{count} 項可與去年公告比較。</translation>
  </message>
  <message>
   <source>{count} line is not ticked yet</source>
   <translation>還有 {count} 項未勾選</translation>
  </message>
  <message>
   <source>{count} line written to {file}</source>
   <translation>已將 {count} 筆寫到 {file}</translation>
  </message>
  <message>
   <source>{count} lines</source>
   <translation>{count} 筆</translation>
  </message>
  <message>
   <source>{count} lines are not ticked yet</source>
   <translation>還有 {count} 項未勾選</translation>
  </message>
  <message>
   <source>{count} lines can be compared with last year's notice.</source>
   <translation>{count} 項可與去年公告比較。</translation>
  </message>
  <message>
   <source>{count} lines with {checkpoints} signatures written to {file}</source>
   <translation>已寫出 {count} 筆與 {checkpoints} 個簽章到 {file}</translation>
  </message>
  <message>
   <source>{count} lines written to {file}</source>
   <translation>已寫出 {count} 筆到 {file}</translation>
  </message>
  <message>
   <source>{count} minute ago</source>
   <translation>{count} 分鐘前</translation>
  </message>
  <message>
   <source>{count} minutes ago</source>
   <translation>{count} 分鐘前</translation>
  </message>
  <message>
   <source>{count} mistake</source>
   <translation>{count} 處錯誤</translation>
  </message>
  <message>
   <source>{count} mistake is left</source>
   <translation>尚有 {count} 處錯誤</translation>
  </message>
  <message>
   <source>{count} mistakes</source>
   <translation>{count} 處錯誤</translation>
  </message>
  <message>
   <source>{count} mistakes are left</source>
   <translation>尚有 {count} 處錯誤</translation>
  </message>
  <message>
   <source>{count} more could be written and are not ticked.</source>
   <translation>另有 {count} 件可產生但未勾選。</translation>
  </message>
  <message>
   <source>{count} more could be written and is not ticked.</source>
   <translation>另有 {count} 件可產生但未勾選。</translation>
  </message>
  <message>
   <source>{count} more: to the list of audits</source>
   <translation>另有 {count} 家，前往查核清單</translation>
  </message>
  <message>
   <source>{count} new file of evidence</source>
   <translation>新增證物 {count} 件</translation>
  </message>
  <message>
   <source>{count} new files of evidence</source>
   <translation>新增證物 {count} 件</translation>
  </message>
  <message>
   <source>{count} not in the list</source>
   <translation>清單未列 {count}</translation>
  </message>
  <message>
   <source>{count} note</source>
   <translation>{count} 則快記</translation>
  </message>
  <message>
   <source>{count} note to be sorted</source>
   <translation>待整理 {count} 則快記</translation>
  </message>
  <message>
   <source>{count} notes</source>
   <translation>{count} 則快記</translation>
  </message>
  <message>
   <source>{count} notes to be sorted</source>
   <translation>待整理 {count} 則快記</translation>
  </message>
  <message>
   <source>{count} notice</source>
   <translation>公告 {count} 則</translation>
  </message>
  <message>
   <source>{count} notices</source>
   <translation>公告 {count} 則</translation>
  </message>
  <message>
   <source>{count} number is reserved now</source>
   <translation>取號 {count} 個，取消時收回</translation>
  </message>
  <message>
   <source>{count} numbers are reserved now</source>
   <translation>取號 {count} 個，取消時收回</translation>
  </message>
  <message>
   <source>{count} of them ticked</source>
   <translation>已勾選 {count} 件</translation>
  </message>
  <message>
   <source>{count} of {all} parts apply, {items} items</source>
   <translation>{all} 部分中 {count} 部分適用，{items} 項</translation>
  </message>
  <message>
   <source>{count} older than the register</source>
   <translation>較名冊舊 {count}</translation>
  </message>
  <message>
   <source>{count} open findings</source>
   <translation>未結缺失 {count} 件</translation>
  </message>
  <message>
   <source>{count} package has arrived in the watched folder: {name}</source>
   <translation>共用資料夾有 1 個待攜回的查核包：{name}</translation>
  </message>
  <message>
   <source>{count} packages have arrived in the watched folder; the first: {name}</source>
   <translation>共用資料夾有 {count} 個待攜回的查核包，第一個：{name}</translation>
  </message>
  <message>
   <source>{count} pattern at too few firms</source>
   <translation>家數過少的態樣 {count} 項</translation>
  </message>
  <message>
   <source>{count} patterns at too few firms</source>
   <translation>家數過少的態樣 {count} 項</translation>
  </message>
  <message>
   <source>{count} patterns at too few firms, rolled up</source>
   <translation>家數過少的態樣 {count} 項，已併入</translation>
  </message>
  <message>
   <source>{count} person</source>
   <translation>{count} 人</translation>
  </message>
  <message>
   <source>{count} persons</source>
   <translation>{count} 人</translation>
  </message>
  <message>
   <source>{count} piece of evidence</source>
   <translation>證物 {count} 件</translation>
  </message>
  <message>
   <source>{count} pieces of evidence</source>
   <translation>證物 {count} 件</translation>
  </message>
  <message>
   <source>{count} possible leaks in these words</source>
   <translation>這段文字有 {count} 處疑似洩漏</translation>
  </message>
  <message>
   <source>{count} problem</source>
   <translation>{count} 個問題</translation>
  </message>
  <message>
   <source>{count} problem blocks the list: mend the file and read it again. The register is unchanged.</source>
   <translation>有 {count} 個問題使名冊無法套用：請修正檔案後重新讀取。名冊沒有變動。</translation>
  </message>
  <message>
   <source>{count} problems</source>
   <translation>{count} 個問題</translation>
  </message>
  <message>
   <source>{count} problems block the list: mend the file and read it again. The register is unchanged.</source>
   <translation>有 {count} 個問題使名冊無法套用：請修正檔案後重新讀取。名冊沒有變動。</translation>
  </message>
  <message>
   <source>{count} problems written to {file}</source>
   <translation>已將 {count} 個問題寫入 {file}</translation>
  </message>
  <message>
   <source>{count} replies taken in</source>
   <translation>已匯入 {count} 則回覆</translation>
  </message>
  <message>
   <source>{count} reply taken in</source>
   <translation>已匯入 {count} 則回覆</translation>
  </message>
  <message>
   <source>{count} reviewed today.</source>
   <translation>今天已覆核 {count} 則。</translation>
  </message>
  <message>
   <source>{count} row can be taken in</source>
   <translation>{count} 列可匯入</translation>
  </message>
  <message>
   <source>{count} row is questioned: see Problems.</source>
   <translation>{count} 列有疑義，請看「問題」。</translation>
  </message>
  <message>
   <source>{count} rows are questioned: see Problems.</source>
   <translation>{count} 列有疑義，請看「問題」。</translation>
  </message>
  <message>
   <source>{count} rows can be taken in</source>
   <translation>{count} 列可匯入</translation>
  </message>
  <message>
   <source>{count} said to be no leak waits for the reviewer.</source>
   <translation>{count} 處說明非洩漏，待覆核人確認。</translation>
  </message>
  <message>
   <source>{count} said to be no leaks wait for the reviewer.</source>
   <translation>{count} 處說明非洩漏，待覆核人確認。</translation>
  </message>
  <message>
   <source>{count} selected</source>
   <translation>已選 {count} 家</translation>
  </message>
  <message>
   <source>{count} short</source>
   <translation>缺 {count}</translation>
  </message>
  <message>
   <source>{count} short, no unit</source>
   <translation>缺 {count}、缺單位</translation>
  </message>
  <message>
   <source>{count} signed file can't be made again, put it back from a copy</source>
   <translation>{count} 個已簽章的檔案無法重新產生，請由收存的副本放回</translation>
  </message>
  <message>
   <source>{count} signed files can't be made again, put them back from a copy</source>
   <translation>{count} 個已簽章的檔案無法重新產生，請由收存的副本放回</translation>
  </message>
  <message>
   <source>{count} stand more than once in the list</source>
   <translation>清單有 {count} 筆重複</translation>
  </message>
  <message>
   <source>{count} step back</source>
   <translation>可復原 {count} 步</translation>
  </message>
  <message>
   <source>{count} steps back</source>
   <translation>可復原 {count} 步</translation>
  </message>
  <message>
   <source>{count} thing is wrong or missing:</source>
   <translation>有 {count} 處錯漏：</translation>
  </message>
  <message>
   <source>{count} things are wrong or missing:</source>
   <translation>有 {count} 處錯漏：</translation>
  </message>
  <message>
   <source>{count} ticked</source>
   <translation>已勾選 {count} 則</translation>
  </message>
  <message>
   <source>{count} tier move</source>
   <translation>級距變更 {count}</translation>
  </message>
  <message>
   <source>{count} tier moves</source>
   <translation>級距變更 {count}</translation>
  </message>
  <message>
   <source>{count} tier moves written to {file}</source>
   <translation>已將 {count} 筆級距變更寫入 {file}</translation>
  </message>
  <message>
   <source>{count} tip</source>
   <translation>{count} 件檢舉</translation>
  </message>
  <message>
   <source>{count} tip can be registered</source>
   <translation>可登錄 {count} 件檢舉</translation>
  </message>
  <message>
   <source>{count} tip is open.</source>
   <translation>未結檢舉 {count} 件。</translation>
  </message>
  <message>
   <source>{count} tip is registered</source>
   <translation>已登錄 {count} 件檢舉</translation>
  </message>
  <message>
   <source>{count} tips</source>
   <translation>{count} 件檢舉</translation>
  </message>
  <message>
   <source>{count} tips are open.</source>
   <translation>未結檢舉 {count} 件。</translation>
  </message>
  <message>
   <source>{count} tips are registered</source>
   <translation>已登錄 {count} 件檢舉</translation>
  </message>
  <message>
   <source>{count} tips can be registered</source>
   <translation>可登錄 {count} 件檢舉</translation>
  </message>
  <message>
   <source>{count} tips written to {file}</source>
   <translation>已將 {count} 件檢舉寫入 {file}</translation>
  </message>
  <message>
   <source>{count} unchanged</source>
   <translation>未變動 {count}</translation>
  </message>
  <message>
   <source>{count} under a legal hold keep their words.</source>
   <translation>{count} 則在保留凍結中，內容保留。</translation>
  </message>
  <message>
   <source>{count} under a legal hold keeps its words.</source>
   <translation>{count} 則在保留凍結中，內容保留。</translation>
  </message>
  <message>
   <source>{count} visit</source>
   <translation>{count} 次查核</translation>
  </message>
  <message>
   <source>{count} visit clashes.</source>
   <translation>{count} 件查核有衝突。</translation>
  </message>
  <message>
   <source>{count} visit in this plan</source>
   <translation>本計畫 {count} 件</translation>
  </message>
  <message>
   <source>{count} visit is not signed off</source>
   <translation>{count} 件查核尚未簽核</translation>
  </message>
  <message>
   <source>{count} visit is planned.</source>
   <translation>排定 {count} 件查核。</translation>
  </message>
  <message>
   <source>{count} visit proposed</source>
   <translation>已試排 {count} 件</translation>
  </message>
  <message>
   <source>{count} visits</source>
   <translation>{count} 次查核</translation>
  </message>
  <message>
   <source>{count} visits are not signed off</source>
   <translation>{count} 件查核尚未簽核</translation>
  </message>
  <message>
   <source>{count} visits are planned.</source>
   <translation>排定 {count} 件查核。</translation>
  </message>
  <message>
   <source>{count} visits clash.</source>
   <translation>{count} 件查核有衝突。</translation>
  </message>
  <message>
   <source>{count} visits in this plan</source>
   <translation>本計畫 {count} 件</translation>
  </message>
  <message>
   <source>{count} visits proposed</source>
   <translation>已試排 {count} 件</translation>
  </message>
  <message>
   <source>{count} visits written to {file}</source>
   <translation>已將 {count} 次查核寫入 {file}</translation>
  </message>
  <message>
   <source>{count} waiting</source>
   <translation>{count} 項待處理</translation>
  </message>
  <message>
   <source>{count} waiting in the tray</source>
   <translation>證物匣還有 {count} 件</translation>
  </message>
  <message>
   <source>{count} was taken in before</source>
   <translation>{count} 列先前已匯入</translation>
  </message>
  <message>
   <source>{count} were taken in before</source>
   <translation>{count} 列先前已匯入</translation>
  </message>
  <message>
   <source>{count} will be done</source>
   <translation>{count} 則將處理</translation>
  </message>
  <message>
   <source>{count} will not, each with its reason</source>
   <translation>{count} 則不處理，理由見各列</translation>
  </message>
  <message>
   <source>{count} with peers</source>
   <translation>同業 {count} 件</translation>
  </message>
  <message>
   <source>{count} withheld figures; none can be computed from what is printed.</source>
   <translation>不揭露 {count} 個數字，均無法由公布的數字推算。</translation>
  </message>
  <message>
   <source>{count} without a date</source>
   <translation>{count} 家沒有日期</translation>
  </message>
  <message>
   <source>{count} without result</source>
   <translation>{count} 筆未填結果</translation>
  </message>
  <message>
   <source>{count} worth a look</source>
   <translation>{count} 件建議檢視</translation>
  </message>
  <message>
   <source>{day} ({weekday})</source>
   <translation>{day}（{weekday}）</translation>
  </message>
  <message>
   <source>{day} {source}</source>
   <translation>{day} {source}</translation>
  </message>
  <message>
   <source>{day}, {count} d late</source>
   <translation>{day}，逾 {count} 天</translation>
  </message>
  <message>
   <source>{day}, {weekday}</source>
   <translation>{day}　{weekday}</translation>
  </message>
  <message>
   <source>{done} / {total} decided</source>
   <translation>{done} / {total} 已處理</translation>
  </message>
  <message>
   <source>{done} of {planned} firms</source>
   <translation>{done} / {planned} 家</translation>
  </message>
  <message>
   <source>{done} of {total} checked</source>
   <translation>已查 {done}，共 {total}</translation>
  </message>
  <message>
   <source>{done} of {total} items answered, {deficient} deficient</source>
   <translation>已查 {done}，共 {total} 項，不符 {deficient}</translation>
  </message>
  <message>
   <source>{done} of {total} read</source>
   <translation>已閱 {done}／{total}</translation>
  </message>
  <message>
   <source>{due}, {count} days late</source>
   <translation>{due}，逾 {count} 天</translation>
  </message>
  <message>
   <source>{entries} entries in {sections} sections, {firms} firms audited; {out} findings are left out.</source>
   <translation>共 {sections} 章 {entries} 則，受查 {firms} 家；未列入 {out} 件。</translation>
  </message>
  <message>
   <source>{entries} from {findings}</source>
   <translation>{entries}，來自 {findings}</translation>
  </message>
  <message>
   <source>{fact} of {firm} recorded</source>
   <translation>已登錄 {firm} 的{fact}</translation>
  </message>
  <message>
   <source>{fact}: {value} from {day}, source {source}</source>
   <translation>{fact}：{value}，自 {day} 起，來源 {source}</translation>
  </message>
  <message>
   <source>{field}, one of the two</source>
   <translation>{field}，只能擇一</translation>
  </message>
  <message>
   <source>{field}: {before} → {after}</source>
   <translation>{field}：{before} → {after}</translation>
  </message>
  <message>
   <source>{file} applied: {counts}</source>
   <translation>已套用 {file}：{counts}</translation>
  </message>
  <message>
   <source>{file} can't be opened here</source>
   <translation>「{file}」無法在此開啟</translation>
  </message>
  <message>
   <source>{file} is saved</source>
   <translation>已另存 {file}</translation>
  </message>
  <message>
   <source>{file} is written</source>
   <translation>已寫出 {file}</translation>
  </message>
  <message>
   <source>{file} is written; its hash is kept</source>
   <translation>已寫出 {file}，雜湊已留存</translation>
  </message>
  <message>
   <source>{file} written</source>
   <translation>已寫出 {file}</translation>
  </message>
  <message>
   <source>{findings} accepted findings of {year}, {firms} firms. As of {day}.</source>
   <translation>{year} 年度已核可缺失 {findings} 件，{firms} 家；統計至 {day}。</translation>
  </message>
  <message>
   <source>{firm} changed</source>
   <translation>已更改{firm}</translation>
  </message>
  <message>
   <source>{firm} is in the register</source>
   <translation>{firm} 已列入名冊</translation>
  </message>
  <message>
   <source>{firm} is updated</source>
   <translation>{firm} 已更新</translation>
  </message>
  <message>
   <source>{firm} moved by {days}</source>
   <translation>{firm}改期 {days}</translation>
  </message>
  <message>
   <source>{firm} on {day}: {count} items under this edition, {before} under the one in force; {different} come out otherwise.</source>
   <translation>{firm} 於 {day}：本版本適用 {count} 項，現行版本適用 {before} 項；{different} 項結果不同。</translation>
  </message>
  <message>
   <source>{firm} planned</source>
   <translation>已排入{firm}</translation>
  </message>
  <message>
   <source>{firm} put on {days}</source>
   <translation>{firm}改到 {days}</translation>
  </message>
  <message>
   <source>{firm} taken off the plan</source>
   <translation>已將{firm}移出計畫</translation>
  </message>
  <message>
   <source>{firm} {day}, {done} of {total} checked, {deficient} deficient, {state}</source>
   <translation>{firm} {day}，已查 {done}，共 {total}，不符 {deficient}，{state}</translation>
  </message>
  <message>
   <source>{firm}: {why}</source>
   <translation>{firm}：{why}</translation>
  </message>
  <message>
   <source>{first}; {second}</source>
   <translation>{first}；{second}</translation>
  </message>
  <message>
   <source>{free} GB free</source>
   <translation>剩餘 {free} GB</translation>
  </message>
  <message>
   <source>{item} is yours now; {name} looked after it.</source>
   <translation>{item} 改由您負責，原由{name}負責。</translation>
  </message>
  <message>
   <source>{job}: {percent} %</source>
   <translation>{job}：{percent} %</translation>
  </message>
  <message>
   <source>{kind} of {year}</source>
   <translation>{year} 年度{kind}</translation>
  </message>
  <message>
   <source>{language}, {look}</source>
   <translation>{language}，{look}</translation>
  </message>
  <message>
   <source>{measure}: {standing}</source>
   <translation>{measure}：{standing}</translation>
  </message>
  <message>
   <source>{met} of {firms} firms meet the duty</source>
   <translation>{met} / {firms} 家符合</translation>
  </message>
  <message>
   <source>{month}: {planned} of {workdays} working days planned</source>
   <translation>{month}：{workdays} 個工作天排了 {planned} 天</translation>
  </message>
  <message>
   <source>{name} (of {owner})</source>
   <translation>{name}（{owner} 的）</translation>
  </message>
  <message>
   <source>{name} (shown first)</source>
   <translation>{name}（預設）</translation>
  </message>
  <message>
   <source>{name} (you)</source>
   <translation>{name}（您）</translation>
  </message>
  <message>
   <source>{name} ({login}) can no longer open this workspace. What was done stays on record.</source>
   <translation>{name}（{login}）將無法再開啟這個工作區；做過的紀錄保留。</translation>
  </message>
  <message>
   <source>{name} ({mark})</source>
   <translation>{name}（{mark}）</translation>
  </message>
  <message>
   <source>{name} gets a new passphrase; hand it over in person.</source>
   <translation>{name} 會有新的密碼，請當面交付。</translation>
  </message>
  <message>
   <source>{name} is away {first} – {last}</source>
   <translation>{name} {first}–{last} 休假</translation>
  </message>
  <message>
   <source>{name} was decided or changed by somebody else meanwhile. Look at it again.</source>
   <translation>{name} 在此期間已由他人決定或變更，請再看一次。</translation>
  </message>
  <message>
   <source>{name} with sample data</source>
   <translation>{name}（範例資料）</translation>
  </message>
  <message>
   <source>{name}, {audit}, {fields}</source>
   <translation>{name}，{audit}，{fields}</translation>
  </message>
  <message>
   <source>{name}, {count} visit</source>
   <translation>{name}，{count} 件</translation>
  </message>
  <message>
   <source>{name}, {count} visits</source>
   <translation>{name}，{count} 件</translation>
  </message>
  <message>
   <source>{name}, {note}</source>
   <translation>{name}，{note}</translation>
  </message>
  <message>
   <source>{name}: {count}</source>
   <translation>{name}：{count}</translation>
  </message>
  <message>
   <source>{name}: {device}</source>
   <translation>{name}：{device}</translation>
  </message>
  <message>
   <source>{number} / {total}</source>
   <translation>{number} / {total}</translation>
  </message>
  <message>
   <source>{number} complied with</source>
   <translation>{number} 已遵行</translation>
  </message>
  <message>
   <source>{number} is accepted</source>
   <translation>已核可 {number}</translation>
  </message>
  <message>
   <source>{number} is closed</source>
   <translation>{number} 已結案</translation>
  </message>
  <message>
   <source>{number} is handed in</source>
   <translation>{number} 已送審</translation>
  </message>
  <message>
   <source>{number} is kept</source>
   <translation>已存 {number}</translation>
  </message>
  <message>
   <source>{number} is registered</source>
   <translation>已登錄 {number}</translation>
  </message>
  <message>
   <source>{number} is returned</source>
   <translation>已退回 {number}</translation>
  </message>
  <message>
   <source>{number} of {count}</source>
   <translation>第 {number} 項，共 {count} 項</translation>
  </message>
  <message>
   <source>{number} says what no longer holds</source>
   <translation>{number} 的內容不再成立</translation>
  </message>
  <message>
   <source>{open} to do, {done} done</source>
   <translation>{open} 處待處理，已處理 {done}</translation>
  </message>
  <message>
   <source>{parcel} is written to {file}. Everything stays here until the receipt.</source>
   <translation>{parcel} 已寫成 {file}；收據匯入之前，內容都留在本機。</translation>
  </message>
  <message>
   <source>{parcel}, handed in by {holder}: {audits}</source>
   <translation>{parcel}，{holder} 繳回：{audits}</translation>
  </message>
  <message>
   <source>{parcel}: {firms}</source>
   <translation>{parcel}：{firms}</translation>
  </message>
  <message>
   <source>{part} in Chinese</source>
   <translation>{part} 中文名稱</translation>
  </message>
  <message>
   <source>{part} in English</source>
   <translation>{part} 英文名稱</translation>
  </message>
  <message>
   <source>{part}, line {line}</source>
   <translation>{part}第 {line} 行</translation>
  </message>
  <message>
   <source>{range} bn</source>
   <translation>{range} 億</translation>
  </message>
  <message>
   <source>{sentence} (the example is cut)</source>
   <translation>{sentence}（刪去舉例）</translation>
  </message>
  <message>
   <source>{sent}, none overdue</source>
   <translation>{sent}，沒有逾期</translation>
  </message>
  <message>
   <source>{sent}, {count} overdue</source>
   <translation>{sent}，{count} 件逾期</translation>
  </message>
  <message>
   <source>{shown} finding</source>
   <translation>{shown} 則</translation>
  </message>
  <message>
   <source>{shown} findings</source>
   <translation>{shown} 則</translation>
  </message>
  <message>
   <source>{shown} of {all} shown</source>
   <translation>顯示 {shown}／{all} 家</translation>
  </message>
  <message>
   <source>{state}; worth a look: {hints}</source>
   <translation>{state}；建議檢視：{hints}</translation>
  </message>
  <message>
   <source>{subject} — AuditDesk</source>
   <translation>{subject} — AuditDesk</translation>
  </message>
  <message>
   <source>{told}, on course</source>
   <translation>{told}，符合計畫</translation>
  </message>
  <message>
   <source>{told}, page {page} of {pages}</source>
   <translation>{told}，第 {page} 頁／共 {pages} 頁</translation>
  </message>
  <message>
   <source>{told}, {count} ahead of the plan</source>
   <translation>{told}，較計畫多 {count} 家</translation>
  </message>
  <message>
   <source>{told}, {count} behind the plan</source>
   <translation>{told}，較計畫少 {count} 家</translation>
  </message>
  <message>
   <source>{told}, {count} fall short</source>
   <translation>{told}，{count} 家不足</translation>
  </message>
  <message>
   <source>{told}, {count} for more than 90 days</source>
   <translation>{told}，{count} 件逾 90 天</translation>
  </message>
  <message>
   <source>{told}, {open} undecided</source>
   <translation>{told}，{open} 項未決定</translation>
  </message>
  <message>
   <source>{told}; figures of what is checked out are those of the last check-in</source>
   <translation>{told}，已攜出者以上次攜回為準</translation>
  </message>
  <message>
   <source>{typed} is no day; write {example}</source>
   <translation>「{typed}」不是日期，請寫成 {example}</translation>
  </message>
  <message>
   <source>{value} (taken back)</source>
   <translation>{value}（已撤回）</translation>
  </message>
  <message>
   <source>{value} from {day}</source>
   <translation>{value}（自 {day}）</translation>
  </message>
  <message>
   <source>{value} from {day}, {source}</source>
   <translation>{value}，自 {day}，{source}</translation>
  </message>
  <message>
   <source>{waiting}, {count} for more than 5 days</source>
   <translation>{waiting}，{count} 則超過 5 天</translation>
  </message>
  <message>
   <source>{what} in band {number}</source>
   <translation>級距 {number}：{what}</translation>
  </message>
  <message>
   <source>{who} is ended</source>
   <translation>{who}已終止</translation>
  </message>
  <message>
   <source>{who} is removed with telephone and e-mail, and the texts about this contact leave the audit trail. It can't be undone. That a contact was erased, when and by whom stays. Backups made before still hold it.</source>
   <translation>{who}的資料（含電話與電子信箱）將刪除，稽核軌跡中有關的內容也會清除，無法復原。何人於何時刪除聯絡人仍會留存；先前的備份仍含有這些資料。</translation>
  </message>
  <message>
   <source>{year} draft</source>
   <translation>{year} 草案</translation>
  </message>
  <message>
   <source>{year}: finding, statement and answer</source>
   <translation>{year} 年：缺失、說明與回覆</translation>
  </message>
  <message>
   <source>{year}: {counts}</source>
   <translation>{year} 年：{counts}</translation>
  </message>
  <message>
   <source>{year}: {number}, {state}</source>
   <translation>{year} 年：{number}，{state}</translation>
  </message>
 </context>
</TS>

// When a phone cannot go on as it is. Each says why, what stays safe, and what to do.
import { core, go, st, tell } from "../model";
import { Sheet } from "../parts";
import { number } from "../words";

const kept = () => (st.value.waiting ? `${number(st.value.waiting)} bản ghi chờ gửi vẫn nằm an toàn trong máy và sẽ tự gửi khi có mạng.` : "Mọi bản ghi của máy này đã được nhận đủ.");

export const Expired = () => (
	<Sheet title="Danh sách đã hết hạn" back={false} tail={<>
		<button type="button" class="pri" onClick={() => core.loadList().catch(tell)}>Tải danh sách mới</button>
		<button type="button" onClick={() => go("queue")}>Xem hàng chờ gửi</button>
	</>}>
		<p class="lead">Ngày hoạt động đã qua nửa đêm, nên máy đã xoá danh sách vé như quy định. {kept()}</p>
		<p>Nếu hoạt động còn tiếp, nối mạng rồi bấm Tải danh sách mới.</p>
	</Sheet>
);

export const Revoked = () => (
	<Sheet title="Máy đã ngừng soát vé" back={false} tail={<>
		<button type="button" class="pri" onClick={() => core.sendNow().catch(tell)} disabled={!st.value.waiting}>Gửi ngay</button>
		<button type="button" onClick={() => go("queue")}>Xem hàng chờ gửi</button>
	</>}>
		<p class="lead">{st.value.problem || "Trưởng điểm đã cho máy này ngừng soát vé, hoặc ca trực đã hết."} Những người máy đã soát trước đó vẫn được tính.</p>
		<p>{kept()}</p>
		<p>Muốn soát tiếp, xin trưởng điểm một mã ghi danh mới.</p>
	</Sheet>
);

/** Two tabs would give the same numbers to different people: only one works. */
export const Second = () => (
	<Sheet title="Đang mở ở thẻ khác" back={false}>
		<p class="lead">Trang soát vé đang mở ở một thẻ hay cửa sổ khác của máy này. Hãy dùng thẻ kia; đóng thẻ kia thì trang này tự mở.</p>
	</Sheet>
);

export const Old = () => (
	<Sheet title="Cần bản mới của trang" back={false} tail={<button type="button" class="pri" onClick={() => core.update()}>Nạp bản mới</button>}>
		<p class="lead">Bản đang chạy đã cũ, máy chủ không nhận nữa. Nối mạng rồi bấm Nạp bản mới. {kept()}</p>
	</Sheet>
);
